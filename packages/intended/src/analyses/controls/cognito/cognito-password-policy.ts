import type { Dictionary } from '#model/value';
import type { Control, Outcome } from '../define-control.ts';
import { defineControl, satisfied, violated } from '../define-control.ts';
import { be, beBetween, judgeAt, worstOf } from '../judge-value.ts';
import type { Must } from '../judge-value.ts';
import { openOf } from '../judge-value.ts';

const TYPE = 'AWS::Cognito::UserPool';
const PATH = 'Policies.PasswordPolicy';
/** Long enough that classes of characters add nothing. */
const PASSPHRASE = beBetween(15, 99);
const CLASSES: readonly (readonly [string, Must])[] = [
  ['MinimumLength', beBetween(8, 99)],
  ['RequireLowercase', be(true)],
  ['RequireUppercase', be(true)],
  ['RequireNumbers', be(true)],
  ['RequireSymbols', be(true)],
];

const pool = (policy: string): string =>
  `Parameters:\n  Length: { Type: Number }\nResources:\n  People:\n    Type: ${TYPE}\n${policy}`;
const lengthOf = (length: string): string =>
  `    Properties:\n      Policies:\n        PasswordPolicy: { MinimumLength: ${length}, RequireLowercase: true, RequireUppercase: true, RequireNumbers: true, RequireSymbols: true }\n`;

export const cognitoPasswordPolicy: Control = defineControl({
  id: 'cognito-password-policy',
  title: 'Weak password policy',
  severity: 'medium',
  cwe: 521,
  why: 'Short passwords of few kinds of characters are guessed from lists in minutes.',
  fix: 'Ask for at least 12 characters with lower case, upper case, numbers and symbols, or for a passphrase of 15 and more.',
  sources: ['https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-settings-policies.html'],
  types: [TYPE],
  reads: [TYPE + '.' + PATH],
  judge: (resource) =>
    judgeAt(resource.properties, PATH, (leaf) => {
      const weak = `\`${resource.id}\` has a weak password policy`;
      if (leaf === undefined) return violated(resource.typeAt, `\`${resource.id}\` has no password policy of its own`);
      return leaf.kind === 'dictionary' ? judgePolicy(leaf, weak) : violated(leaf.at, weak);
    }),
  remedy: {
    set: [
      {
        path: PATH,
        value: {
          MinimumLength: 12,
          RequireLowercase: true,
          RequireUppercase: true,
          RequireNumbers: true,
          RequireSymbols: true,
        },
      },
    ],
  },
  examples: {
    violated: pool(lengthOf('6')),
    satisfied: pool(lengthOf('12')),
    undetermined: pool(lengthOf('!Ref Length')),
  },
});

function judgePolicy(policy: Dictionary, weak: string): Outcome {
  const ask = (key: string, must: Must): Outcome =>
    judgeAt(policy, key, (leaf) => {
      if (leaf === undefined) return violated(policy.at, `${weak}: no \`${key}\``);
      const holds = must.holds(leaf);
      if (holds === 'unknown') return { kind: 'undetermined', why: openOf(leaf) };
      return holds ? satisfied : violated(leaf.at, `${weak}: \`${key}\``);
    });
  if (ask('MinimumLength', PASSPHRASE).kind === 'satisfied') return satisfied;
  return worstOf(CLASSES.map(([key, must]) => ask(key, must)));
}
