import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { prepare } from '../taint.ts';
import { argumentBreach, shellBreach } from './structure.ts';
import { shellTokens } from './words.ts';

const taintsOf = (...values: readonly string[]) =>
  prepare(values.map((value) => ({ where: 'query' as const, name: 'command', value })));
const shell = (command: string, value: string) => shellBreach(command, taintsOf(value))?.rule;
const single = (value: string): string => `convert '${value.replaceAll("'", `'\\''`)}' out.png`;

describe('an input that supplies a command, an operator or an expansion is an attack', () => {
  test.each<[string, (value: string) => string, string]>([
    ['the whole line', (v) => v, 'uname -a'],
    ['a bare command word', (v) => v, 'uname'],
    ['a two-letter command word', (v) => v, 'id'],
    ['the environment', (v) => v, 'env'],
    ['a file read', (v) => v, 'cat /proc/version'],
    ['a command word before fixed arguments', (v) => `${v} --version`, 'curl'],
    ['the folder of a command', (v) => `${v}/tool x`, '/tmp/mine'],
    ['a semicolon', (v) => `ping ${v}`, '127.0.0.1; id'],
    ['a semicolon without spaces', (v) => `ping ${v}`, 'x;id'],
    ['a pipe', (v) => `ping ${v}`, 'x|id'],
    ['an and', (v) => `ping ${v}`, 'x&&id'],
    ['a background mark', (v) => `ping ${v}`, 'x&id'],
    ['a newline', (v) => `ping ${v}`, 'x\nid'],
    ['a command substitution', (v) => `ping ${v}`, '$(id)'],
    ['backticks', (v) => `ping ${v}`, '`id`'],
    ['backticks in double quotes', (v) => `ping "${v}"`, '`id`'],
    ['a substitution in double quotes', (v) => `ping "${v}"`, '$(id)'],
    ['a variable', (v) => `echo ${v}`, '$AWS_SECRET_ACCESS_KEY'],
    ['a variable in double quotes', (v) => `echo "${v}"`, '${HOME}'],
    ['a variable within a word', (v) => `echo ${v}`, 'a$IFS9b'],
    ['a redirection', (v) => `echo ${v}`, 'x>/tmp/y'],
    ['a here string', (v) => `cat ${v}`, '<<<x'],
    ['double quotes closed', (v) => `echo "${v}"`, '";id;"'],
    ['single quotes closed', (v) => `echo '${v}'`, "';id;'"],
    ['single quotes balanced across', (v) => `echo '${v}'`, "a'b'c"],
    ['another word', (v) => `tar cf x.tar ${v}`, 'a --checkpoint-action=exec=id'],
    ['an option', (v) => `tar cf x.tar ${v}`, '--use-compress-program=id'],
    ['an option in quotes', (v) => `curl '${v}'`, '-ofile'],
    ['a glob', (v) => `cat ${v}`, '/???/passwd'],
    ['a brace list', (v) => `echo ${v}`, '{cat,/etc/passwd}'],
    ['a substitution of the handler', (v) => `echo $(basename ${v})`, 'x;id'],
    ['a second shell', (v) => `sh -c 'echo ${v}'`, 'x;id'],
    ['eval', (v) => `eval "echo ${v}"`, 'x;id'],
    ['a comment', (v) => `rm ${v} /tmp/safe`, '#'.repeat(2)],
    ['a backslash at the end', (v) => `echo ${v} ; id`, 'x\\'],
    ['a dollar-quoted text', (v) => `echo ${v}`, "$'\\x41'"],
  ])('%s', (_name, sink, value) => {
    expect(shell(sink(value), value)).toBe('shell.structure');
  });
});

describe('an input that is one argument passes', () => {
  test.each<[string, string, string]>([
    ['a file name', 'convert photo.png out.png', 'photo.png'],
    ['a name in single quotes', single('my photo; rm -rf.png'), 'my photo; rm -rf.png'],
    ['a name with its quote escaped', single("it's"), "it's"],
    ['a sentence in double quotes', 'echo "hello big world"', 'hello big world'],
    ['a negative number', 'seq -5 3', '-5'],
    ['an option after the double dash', 'grep x -- -v', '-v'],
    ['a value that is not there', 'ls -la /tmp', 'uname'],
    ['a piece of an argument', 'cat /var/data/report-7.csv', 'report-7'],
    ['a value of an assignment', 'NAME=bob ./run', 'bob'],
    ['a letter of the command', 'git log', 'g'],
    ['letters within the command', '/usr/bin/git log', 'it'],
    ['an address', 'ping -c 1 192.0.2.1', '192.0.2.1'],
  ])('%s', (_name, command, value) => {
    expect(shell(command, value)).toBeUndefined();
  });
});

describe('a program started without a shell', () => {
  test.each<[string, string, readonly string[], string, boolean]>([
    ['the program is the input', 'uname', [], 'uname', true],
    ['the program is the first word of the input', 'uname', ['-a'], 'uname -a', true],
    ['the program by its full path', '/bin/cat', ['x'], '/bin/cat', true],
    ['an option from input', 'git', ['clone', '--upload-pack=id'], '--upload-pack=id', true],
    ['an option after the double dash', 'git', ['clone', '--', '--upload-pack=id'], '--upload-pack=id', false],
    ['a shell text', '/bin/sh', ['-c', 'echo x;id'], 'x;id', true],
    ['a shell text with a quoted value', '/bin/sh', ['-c', "echo 'x;id'"], 'x;id', false],
    ['code of an interpreter', 'python3', ['-c', 'print(1);import os'], '1);import os', true],
    ['an operand', 'convert', ['a b;c.png'], 'a b;c.png', false],
    ['a number', 'seq', ['-5'], '-5', false],
  ])('%s', (_name, file, args, value, isBreach) => {
    expect(argumentBreach(file, args, taintsOf(value)) !== undefined).toBe(isBreach);
  });
});

describe('laws', () => {
  const nasty = fc.string({
    unit: fc.constantFrom("'", '"', '\\', '$', '(', ')', '`', ';', '|', ' ', '\n', 'a', '{', '}', '<', '#', '-'),
    maxLength: 20,
  });

  test('a value in single quotes is never flagged unless it is an option', () => {
    fc.assert(
      fc.property(nasty, (value) => {
        fc.pre(!value.trim().startsWith('-') && !'convert out.png'.includes(value.trim()));
        expect(shell(single(value), value)).toBeUndefined();
      }),
      { numRuns: 1000 },
    );
  });

  test('an operator before a word is always flagged', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(';', '|', '&', '&&', '||', '\n', '$(', '`', '>', '<'),
        fc.stringMatching(/^[a-z]{2,9}$/),
        (operator, word) => {
          const value = `x${operator}${word}`;
          expect(shell(`ping ${value}`, value)).toBeDefined();
          expect(shell(value, value)).toBeDefined();
        },
      ),
    );
  });

  test('tokens are in order and within the text, whatever it is', () => {
    fc.assert(
      fc.property(fc.oneof(nasty, fc.string()), (text) => {
        let at = 0;
        for (const token of shellTokens(text)) {
          expect(token.start).toBeGreaterThanOrEqual(at);
          expect(token.end).toBeGreaterThan(token.start);
          at = token.end;
        }
        expect(at).toBeLessThanOrEqual(text.length);
      }),
    );
  });
});
