import { expect, test } from 'vitest';
import { memoryFiles } from '#source/memory-files';
import { samSettings } from './sam-settings.ts';

const read = (text: string, environment: string = 'default'): unknown =>
  samSettings(memoryFiles({ 'samconfig.toml': text }), '', environment).parameters;

test.each<readonly [string, string, unknown]>([
  ['a string', 'parameter_overrides = "Stage=\\"prod one\\" Size=3"', { Stage: 'prod one', Size: '3' }],
  ['a list', 'parameter_overrides = [\n  "Stage=prod",\n  "Size=3",\n]', { Stage: 'prod', Size: '3' }],
  ['the long form', 'parameter_overrides = "ParameterKey=Stage,ParameterValue=prod"', { Stage: 'prod' }],
  ['nothing', 'stack_name = "x"', {}],
  ['another form', 'parameter_overrides = 3', {}],
])('overrides given as %s are read', (_name, line, expected) => {
  expect(
    read(
      `version = 0.1\n[default.deploy.parameters]\n${line}\n[other.deploy.parameters]\nparameter_overrides = "No=1"\n`,
    ),
  ).toEqual(expected);
});

test('another environment has its own, and the region is read', () => {
  const text =
    '[prod.global.parameters]\nregion = "eu-west-1"\n[prod.deploy.parameters]\nparameter_overrides = "A=1"\n';
  expect(samSettings(memoryFiles({ 'samconfig.toml': text }), '', 'prod')).toEqual({
    parameters: { A: '1' },
    region: 'eu-west-1',
  });
  expect(read(text)).toEqual({});
});
