// Like JavaParsers.java, for parsers of Node.js. Arguments: the parser, and the folder of its module.
const [parser, modules] = process.argv.slice(2);
const load = require('module').createRequire(modules + '/');

const sorted = (value) =>
  typeof value === 'object' && value !== null
    ? '{' + Object.keys(value).sort().map((name) => name + '=' + sorted(value[name])).join(', ') + '}'
    : String(value);

function byGlossy(text) {
  let fields = {};
  load('glossy').Parse.parse(text, (parsed) => {
    fields = {
      severity: parsed.prival, host: parsed.host, time: new Date(parsed.time).getTime(), app: parsed.appName,
      process: parsed.pid, id: parsed.msgID, data: sorted(parsed.structuredData), text: parsed.message,
    };
  });
  return fields;
}

function byNsyslog(text) {
  const parsed = load('nsyslog-parser')(text);
  const data = {};
  for (const element of parsed.structuredData || []) {
    data[element.$id] = { ...element };
    delete data[element.$id].$id;
  }
  return {
    severity: parsed.prival, host: parsed.host, time: new Date(parsed.ts).getTime(), app: parsed.appName,
    process: parsed.pid, id: parsed.messageid, data: sorted(data), text: parsed.message,
  };
}

require('readline').createInterface({ input: process.stdin }).on('line', (line) => {
  const text = Buffer.from(line, 'base64').toString('utf8');
  let fields;
  try {
    fields = parser === 'glossy' ? byGlossy(text) : byNsyslog(text);
  } catch (e) {
    fields = { error: e };
  }
  console.log(
    Object.entries(fields).map(([name, value]) => name + '=' + Buffer.from(String(value)).toString('base64')).join('\t'));
});
