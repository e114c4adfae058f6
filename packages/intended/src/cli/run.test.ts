import { expect, test } from 'vitest';
import { runWith } from './test/make-io.ts';

test.each([
  [['--version'], '1.2.3\n'],
  [['-V'], '1.2.3\n'],
])('%j prints the version alone', async (argv, expected) => {
  expect(await runWith(argv)).toMatchObject({ code: 0, out: expected, err: '' });
});

test.each([[[]], [['--help']], [['help']]])('%j shows the commands and examples', async (argv) => {
  const { code, out } = await runWith(argv);
  expect(code).toBe(0);
  expect(out).toContain('Examples:');
  for (const command of ['check', 'init', 'explain', 'accept', 'completion']) expect(out).toContain(`  ${command} `);
});

test.each(['check', 'init', 'explain', 'accept', 'completion'])('`%s --help` has examples', async (command) => {
  const { code, out } = await runWith([command, '--help']);
  expect(code).toBe(0);
  expect(out).toContain(`intended ${command}`);
  expect(out).toContain('Examples:');
});

test.each([
  ['an unknown command', ['chek'], 'check'],
  ['an unknown option', ['check', '--formt', 'json'], '--format'],
  ['an unknown format', ['check', '--format', 'xml'], 'choose one of terminal, json'],
  ['an output without a file', ['check', '--output', 'json'], 'FORMAT=FILE'],
  ['an impossible gate', ['check', '--fail-on', 'stars=9'], 'severity=info|low|medium|high|critical'],
  ['a parameter without a value', ['check', '--parameters', 'app'], 'NAME=VALUE'],
  ['an impossible number of faults', ['check', '--faults', '3'], '1, 2 or all'],
  ['quiet and verbose at once', ['check', '--quiet', '--verbose'], 'contradict'],
  ['a missing reason', ['accept', 's3-website', '--on', 'B'], '--because'],
  ['an unknown shell', ['completion', 'tcsh'], 'bash, zsh or fish'],
  ['a path that is not there', ['check', 'missing'], '`missing` does not exist'],
  ['a template that is not there', ['check', '--template', 'missing.yaml'], '`missing.yaml` does not exist'],
  ['a second path', ['check', 'a', 'b'], 'too many arguments'],
])('%s is wrong use: 3, with the way out on standard error', async (_, argv, expected) => {
  const { code, out, err, requests } = await runWith(argv);
  expect(code).toBe(3);
  expect(out).toBe('');
  expect(err).toContain(expected);
  expect(requests).toEqual([]);
});

test('what nobody expected is one line, with the stack only when asked for', async () => {
  const engine = { check: () => Promise.reject(new TypeError('x is not iterable\n    second line')) };
  const short = await runWith(['check'], { engine });
  expect(short.code).toBe(2);
  expect(short.err).toMatch(
    /^error: x is not iterable; this is a fault of intended: please report it .*`INTENDED_DEBUG=1`\n$/,
  );
  const long = await runWith(['check'], { engine, environment: { INTENDED_DEBUG: '1' } });
  expect(long.err).toContain('at ');
});

test.each(['bash', 'zsh', 'fish'])('the %s completion knows commands and options', async (shell) => {
  const { code, out } = await runWith(['completion', shell]);
  expect(code).toBe(0);
  expect(out).toContain('check');
  expect(out).toContain(shell === 'fish' ? '-l fail-on' : '--fail-on');
});
