/** Classes that the documentation shows. */
@NullMarked
package com.example.shop;

import org.jspecify.annotations.NullMarked;
