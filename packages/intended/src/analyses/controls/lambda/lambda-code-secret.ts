import { valueAt } from '#model/read-value';
import type { Control } from '../define-control.ts';
import { defineControl, notApplicable, satisfied, undetermined, violated } from '../define-control.ts';
import { secretIn } from '../secret-shape.ts';

const fn = (code: string, head: string = ''): string => `${head}Resources:
  Subject:
    Type: AWS::Lambda::Function
    Properties:
      Runtime: nodejs24.x
      Handler: index.handler
      Role: arn:aws:iam::123456789012:role/rides
      Code:
        ZipFile: ${code}
`;

export const lambdaCodeSecret: Control = defineControl({
  id: 'lambda-code-secret',
  title: 'Secret inside the deployed package',
  severity: 'critical',
  cwe: 798,
  why: 'Whoever may read the code, its history or the function’s package has the credential.',
  fix: 'Read it from Secrets Manager or Parameter Store when the function starts, and change it: it is known.',
  sources: ['https://docs.aws.amazon.com/secretsmanager/latest/userguide/retrieving-secrets_lambda.html'],
  types: ['AWS::Lambda::Function'],
  reads: ['AWS::Lambda::Function.Code.ZipFile'],
  judge(resource, context) {
    const node = context.nodeOf(resource);
    const code = node?.kind === 'compute' ? node.code : undefined;
    // Code in files is read by the analysis of code.
    if (code === undefined || code.kind === 'files') return notApplicable;
    if (code.kind === 'absent') {
      const given = valueAt(resource.properties, 'Code', 'ZipFile');
      return given?.kind === 'deferred' ? undetermined(given) : notApplicable;
    }
    const kind = secretIn('', code.text);
    if (kind !== undefined) return violated(code.at, `the code of \`${resource.id}\` holds ${kind}`);
    return satisfied;
  },
  examples: {
    violated: fn(
      "|\n          const apiKey = 'q8Zt2LwX91kfPz77';\n          exports.handler = async () => fetch('https://rides.example', { headers: { apiKey } });",
    ),
    satisfied: fn('|\n          exports.handler = async () => process.env.SECRET_NAME;'),
    undetermined: fn('!Ref Given', 'Parameters:\n  Given: { Type: String }\n'),
  },
});
