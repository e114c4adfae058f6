import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { dump } from 'js-yaml';
import { planApp } from './plan-app.ts';
import { cloudFormationStack } from './write-cloudformation.ts';
import { samStack } from './write-sam.ts';

export type Form = 'sam' | 'cloudformation';

/**
 * Writes a made-up application into a folder and returns its templates, the first of which is the root: SAM as YAML,
 * plain CloudFormation as JSON. Past a hundred functions it is nested stacks. Equal numbers give equal files.
 */
export function generateApp(folder: string, functions: number, stores: number, form: Form): readonly string[] {
  mkdirSync(folder, { recursive: true });
  const stacks = planApp(functions, stores);
  const ending = form === 'sam' ? 'yaml' : 'json';
  const write = (name: string, template: unknown): string => {
    const path = join(folder, `${name}.${ending}`);
    writeFileSync(
      path,
      form === 'sam' ? dump(template, { lineWidth: 120, noRefs: true }) : JSON.stringify(template, null, 1),
    );
    return path;
  };
  const render = form === 'sam' ? samStack : cloudFormationStack;
  const [only] = stacks;
  if (stacks.length === 1 && only !== undefined) return [write('template', render(only))];
  const nested = stacks.map((stack) => [
    stack.name,
    { Type: 'AWS::CloudFormation::Stack', Properties: { TemplateURL: `./${stack.name}.${ending}` } },
  ]);
  const root = write('template', { AWSTemplateFormatVersion: '2010-09-09', Resources: Object.fromEntries(nested) });
  return [root, ...stacks.map((stack) => write(stack.name, render(stack)))];
}
