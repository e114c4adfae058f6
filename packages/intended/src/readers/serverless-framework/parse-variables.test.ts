import { assert, constantFrom, property, string } from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Piece } from './parse-variables.ts';
import { parseVariables } from './parse-variables.ts';

/** Pieces in a short form: text as it is, a variable as `<source|source>`. */
function shown(pieces: readonly Piece[]): string {
  return pieces
    .map((piece) => {
      if (typeof piece === 'string') return piece;
      if (piece.kind === 'pseudo') return `<pseudo ${piece.name}>`;
      const sources = piece.sources.map((source) => {
        if (source.kind === 'literal') return JSON.stringify(source.value);
        if (source.kind === 'nested') return shown(source.pieces);
        const params = source.params === undefined ? '' : `(${shown(source.params)})`;
        return `${source.type}${params}:${shown(source.address)}`;
      });
      return `<${sources.join('|')}>`;
    })
    .join('');
}

describe('parseVariables', () => {
  test.each([
    ['plain text', 'plain text'],
    ['${self:service}-x', '<self:service>-x'],
    ['${opt:stage, self:provider.stage, "dev"}', '<opt:stage|self:provider.stage|"dev">'],
    ["${opt:stage, 'dev'}", '<opt:stage|"dev">'],
    ['${env:COUNT, 3}', '<env:COUNT|3>'],
    ['${env:ON, true}', '<env:ON|true>'],
    ['${file(./a.yml):b.c}', '<file(./a.yml):b.c>'],
    ['${file(./a.json)}', '<file(./a.json):>'],
    ['${file(./${sls:stage}.yml):x}', '<file(./<sls:stage>.yml):x>'],
    ['${self:custom.${opt:stage, "dev"}.table}', '<self:custom.<opt:stage|"dev">.table>'],
    ['${ssm(eu-west-1):/path/to/it~true}', '<ssm(eu-west-1):/path/to/it~true>'],
    ['${cf:other-${sls:stage}.Output}', '<cf:other-<sls:stage>.Output>'],
    ['${strToBool(${env:ON})}', '<strToBool(<env:ON>):>'],
    ['${opt:stage, ${env:STAGE}}', '<opt:stage|<env:STAGE>>'],
    ['#{AWS::Region}', '<pseudo AWS::Region>'],
  ])('reads %s', (text, expected) => {
    expect(shown(parseVariables(text))).toBe(expected);
  });

  test.each([
    '${AWS::Region}',
    '${Table}',
    '${Table.Arn}',
    '${!Literal}',
    '${',
    '${self:',
    '${self:x',
    '$ {self:x}',
    '#{x}',
    '${}',
    '${,}',
  ])('leaves %s to CloudFormation', (text) => {
    expect(parseVariables(text)).toEqual([text]);
  });

  test('any text is read without error and without losing literal text', () => {
    assert(
      property(
        string({ unit: constantFrom('$', '{', '}', ':', '(', ')', ',', "'", 'a', 'self', '::', ' ', '#') }),
        (text) => {
          const pieces = parseVariables(text);
          return pieces.some((piece) => typeof piece !== 'string') || pieces.join('') === text;
        },
      ),
    );
  });

  test('a text of nothing but openings is read in little time', () => {
    expect(parseVariables('${self:'.repeat(2_000)).length).toBeGreaterThan(0);
  });
});
