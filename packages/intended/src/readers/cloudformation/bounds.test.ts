import { expect, test } from 'vitest';
import { memoryFiles } from '#source/memory-files';
import { notation } from './value-notation.ts';
import { linkStacks } from './link-stacks.ts';
import { readStacks } from './read-stacks.ts';
import { settleIds } from './settle-ids.ts';

function read(files: Record<string, string>) {
  const { stacks, diagnostics } = readStacks({ files: memoryFiles(files), template: 't.yaml' });
  const linked = settleIds(linkStacks(stacks));
  const shown = linked.map((stack) => ({
    resources: stack.resources.map((resource) => notation(resource.properties)),
    outputs: [...stack.outputs.values()].map((output) => notation(output.value)),
  }));
  return { shown: JSON.stringify(shown), messages: diagnostics.map(({ message }) => message) };
}

function numbers(count: number): readonly number[] {
  return Array.from({ length: count }, (_, index) => index);
}

/** Every stack takes the output of the one before it, twice. */
function chainOfStacks(value: string): Record<string, string> {
  const stacks = numbers(300).map((i) => {
    const given = i === 0 ? 'seed' : `!GetAtt S${i - 1}.Outputs.O`;
    return `  S${i}: {Type: AWS::CloudFormation::Stack, Properties: {TemplateURL: child.yaml, Parameters: {P: ${given}}}}`;
  });
  const child = `Parameters: {P: {Type: String}, Q: {Type: String}}\nConditions: {C: !Equals [!Ref Q, x]}\nResources: {R: {Type: X, Properties: {P: !Ref P}}}\nOutputs: {O: {Value: ${value}}}\n`;
  return { 't.yaml': `Resources:\n${stacks.join('\n')}\n`, 'child.yaml': child };
}

const doubled = numbers(30).reduce((inner) => `!Sub ["\${A}\${A}", {A: ${inner}}]`, 'seed');
const doubledList = Array.from({ length: 3000 }, () => 'x').join();

test.each<[string, Record<string, string>]>([
  ['texts that double in one template', { 't.yaml': `Resources: {R: {Type: X, Properties: {P: ${doubled}}}}\n` }],
  ['texts that double from stack to stack', chainOfStacks('!Sub "${P}${P}"')],
  ['texts of unknown parts that double', chainOfStacks('!Sub "${P}${P}${Q}"')],
  ['choices that double', chainOfStacks('!If [C, !Ref P, !Ref P]')],
  ['lists that double', chainOfStacks('[!Ref P, !Ref P]')],
  ['dictionaries that double', chainOfStacks('{a: !Ref P, b: !Ref P}')],
  [
    'a long list used often',
    {
      't.yaml': `Parameters: {L: {Type: CommaDelimitedList, Default: '${doubledList}'}}\nResources:\n${numbers(2000)
        .map((i) => `  R${i}: {Type: X, Properties: {P: !Ref L}}`)
        .join('\n')}\n`,
    },
  ],
  [
    'a long chain of conditions',
    {
      't.yaml': `Conditions:\n${numbers(5000)
        .map((i) => `  C${i}: !Not [!Condition C${i + 1}]`)
        .join('\n')}\nResources: {R: {Type: X, Condition: C0}}\n`,
    },
  ],
  [
    'a file that is included often',
    {
      't.yaml': `Resources:\n${numbers(1000)
        .map(
          (i) =>
            `  R${i}: {Type: X, Properties: {P: {Fn::Transform: {Name: AWS::Include, Parameters: {Location: i.json}}}}}`,
        )
        .join('\n')}\n`,
      'i.json': JSON.stringify(numbers(20_000)),
    },
  ],
  [
    'stacks that nest twice at every level',
    Object.fromEntries(
      numbers(30).map((i) => [
        i === 0 ? 't.yaml' : `s${i}.yaml`,
        `Resources:\n${['A', 'B'].map((n) => `  ${n}: {Type: AWS::CloudFormation::Stack, Properties: {TemplateURL: s${i + 1}.yaml}}\n`).join('')}`,
      ]),
    ),
  ],
  [
    'texts with many undecided conditions',
    {
      't.yaml': `Parameters: {P: {Type: String}}\nConditions:\n${numbers(40)
        .map((i) => `  C${i}: !Equals [!Ref P, '${i}']`)
        .join('\n')}\nResources: {R: {Type: X, Properties: {P: !Join ['', [${numbers(40)
        .map((i) => `!If [C${i}, a, b]`)
        .join()}]]}}}\n`,
    },
  ],
])('%s end in time, with what is too large as unknown', (_, files) => {
  const started = performance.now();
  const { shown, messages } = read(files);
  expect(shown.length).toBeLessThan(50_000_000);
  expect(messages.length).toBeLessThan(2_000);
  // Minutes, or no end at all, without the bounds.
  expect(performance.now() - started).toBeLessThan(20_000);
});

test('the same condition many times in one text is still two alternatives', () => {
  const pieces = numbers(12).map((i) => `!If [C, a${i}, b${i}]`);
  const { shown } = read({
    't.yaml': `Parameters: {P: {Type: String}}\nConditions: {C: !Equals [!Ref P, x]}\nResources: {R: {Type: X, Properties: {P: !Join [' ', [${pieces.join()}]]}}}\n`,
  });
  expect(shown).toContain('a0 a1 a2');
  expect(shown).not.toContain('a0 b1');
});
