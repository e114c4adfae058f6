import type { Answer } from '#finding/finding';
import type { Control } from '#analyses/controls/define-control';
import type { Tree } from '#source/tree';
import type { WrittenFact } from './written-facts.ts';
import { writtenFacts } from './written-facts.ts';

/**
 * Rules of cfn-guard for what is as it should be today, one for each control and resource: they pass on this template
 * and fail when somebody takes it away. They serve as a hook or a Config rule, too.
 * @see https://docs.aws.amazon.com/cfn-guard/latest/ug/writing-rules.html
 */
export function writeGuard(
  answers: readonly Answer[],
  controls: ReadonlyMap<string, Control>,
  resources: ReadonlyMap<string, Tree>,
): string {
  const rules: string[] = [];
  const left: string[] = [];
  for (const { control: id, resource, kind } of answers) {
    const control = controls.get(id);
    const tree = resources.get(resource);
    if (kind !== 'satisfied' || control === undefined) continue;
    const facts = tree === undefined ? [] : writtenFacts(control, control.types, tree);
    if (facts.some(({ is }) => is.kind !== 'absent') && isPlainId(resource)) rules.push(rule(control, resource, facts));
    else left.push(`${id} on ${resource}`);
  }
  return `${head(left)}\n${[...new Set(rules)].join('\n')}`;
}

function head(left: readonly string[]): string {
  const lines = ['Made by `intended test --generate guard`: make it again when the app changes on purpose.'];
  if (left.length > 0)
    lines.push(
      `${left.length} questions look at several resources or at a default; \`intended check\` asks them:`,
      ...[...new Set(left)].map((one) => `  ${one}`),
    );
  return `${lines.map((line) => `# ${line}`).join('\n')}\n`;
}

function rule(control: Control, resource: string, facts: readonly WrittenFact[]): string {
  const name = `${control.id}_${resource}`.replaceAll(/\W/g, '_');
  const message = `${resource}: ${control.title}. ${control.fix}`.replaceAll(/[<>\n]/g, ' ');
  const clauses = facts.map((fact) => `  ${clause(resource, fact)} <<${message}>>`);
  return `rule ${name} when Resources.${resource} exists {\n${clauses.join('\n')}\n}\n`;
}

function clause(resource: string, { path, is }: WrittenFact): string {
  const keys = path.map((key) => (key === '*' ? '[*]' : isPlainId(key) ? `.${key}` : `.'${key}'`)).join('');
  const query = `Resources.${resource}${keys}`;
  switch (is.kind) {
    case 'equals':
      return `${query} == ${typeof is.value === 'string' ? JSON.stringify(is.value) : String(is.value)}`;
    case 'exists':
      return `${query} exists`;
    case 'absent':
      return `${query} not exists`;
    default:
      return is satisfies never;
  }
}

function isPlainId(text: string): boolean {
  return /^[A-Za-z]\w*$/.test(text);
}
