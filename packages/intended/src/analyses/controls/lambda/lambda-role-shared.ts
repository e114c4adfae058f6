import type { Resource } from '#model/application';
import { partsOf, valueAt } from '#model/read-value';
import type { Value } from '#model/value';
import { deferred } from '#model/value';
import { wordsOfParts } from '#policy/words-of-parts';
import type { Context } from '../context.ts';
import type { Control, Outcome } from '../define-control.ts';
import { defineControl, notApplicable, satisfied, undetermined, violated } from '../define-control.ts';
import { IS_TEST } from '../function-examples.ts';
import { judgeBranches } from '../judge-value.ts';

const functions = (first: string, second: string, head: string = ''): string =>
  `${head}Resources:\n${[first, second]
    .map(
      (role, index) =>
        `  ${index === 0 ? 'Rides' : 'Riders'}:\n    Type: AWS::Lambda::Function\n    Properties: { Runtime: nodejs24.x, Handler: index.handler, Role: ${role}, Code: { S3Bucket: code, S3Key: rides.zip } }\n`,
    )
    .join('')}`;
const A = "'arn:aws:iam::123456789012:role/rides'";
const B = "'arn:aws:iam::123456789012:role/riders'";

export const lambdaRoleShared: Control = defineControl({
  id: 'lambda-role-shared',
  title: 'Several functions share one execution role',
  severity: 'high',
  cwe: 250,
  why: 'Each of them may do what any of them needs: a fault in the least important one opens the data of all.',
  fix: 'Give each function a role with only what its own code calls.',
  sources: ['https://docs.aws.amazon.com/lambda/latest/dg/lambda-intro-execution-role.html'],
  types: ['AWS::Lambda::Function'],
  reads: ['AWS::Lambda::Function.Role'],
  judge: (fn, context) => judgeValue(valueAt(fn.properties, 'Role'), fn, usersOf(context)),
  examples: {
    violated: functions(A, A),
    satisfied: functions(A, B),
    undetermined: functions(
      `!If [IsTest, ${A}, ${B}]`,
      `!If [IsTest, ${A}, 'arn:aws:iam::123456789012:role/other']`,
      IS_TEST,
    ),
  },
});

function judgeValue(role: Value | undefined, fn: Resource, users: ReadonlyMap<string, ReadonlySet<string>>): Outcome {
  if (role === undefined || role.kind === 'absent') return notApplicable;
  if (role.kind === 'choice') return judgeBranches(role, (branch) => judgeValue(branch, fn, users));
  const key = keyOf(role);
  const others = key === undefined ? 0 : (users.get(key)?.size ?? 0);
  if (others < 2) return satisfied;
  // Where a condition decides the other's role, so does it here.
  const sure = users.get(`sure ${key ?? ''}`)?.size ?? 0;
  if (sure < 1 || (sure === 1 && users.get(`sure ${key ?? ''}`)?.has(fn.id) === true))
    return undetermined(deferred('condition', 'Fn::If', role.at));
  return violated(role.at, `\`${fn.id}\` shares its role with ${others - 1} other function${others === 2 ? '' : 's'}`);
}

const kept = new WeakMap<Context, ReadonlyMap<string, ReadonlySet<string>>>();

/** Ids of functions by their roles. */
function usersOf(context: Context): ReadonlyMap<string, ReadonlySet<string>> {
  const known = kept.get(context) ?? readUsers(context);
  kept.set(context, known);
  return known;
}

function readUsers(context: Context): ReadonlyMap<string, ReadonlySet<string>> {
  const users = new Map<string, Set<string>>();
  const add = (key: string, id: string): void => {
    users.set(key, (users.get(key) ?? new Set()).add(id));
  };
  for (const { id, properties } of context.ofType('AWS::Lambda::Function')) {
    const role = valueAt(properties, 'Role');
    const branches = role?.kind === 'choice' ? role.branches : role === undefined ? [] : [role];
    for (const branch of branches) {
      const key = keyOf(branch);
      if (key === undefined) continue;
      add(key, id);
      if (role?.kind !== 'choice') add(`sure ${key}`, id);
    }
  }
  return users;
}

/** The same reference, ARN, parameter or import is the same role. */
function keyOf(role: Value): string | undefined {
  if (role.kind === 'deferred') return `\${${role.why.name}}`;
  const parts = partsOf(role);
  return parts === undefined ? undefined : wordsOfParts(parts);
}
