import { valueAt } from '#model/read-value';
import type { Control } from '../define-control.ts';
import { defineControl } from '../define-control.ts';
import { judgeItems } from '../list-value.ts';

const url = (origins: string, head: string = ''): string =>
  `${head}Resources:\n  Subject:\n    Type: AWS::Lambda::Url\n    Properties: { TargetFunctionArn: rides, AuthType: AWS_IAM, Cors: { AllowOrigins: ${origins} } }\n`;

export const lambdaUrlCorsAny: Control = defineControl({
  id: 'lambda-url-cors-any',
  title: 'Function URL CORS allows any origin',
  severity: 'medium',
  cwe: 942,
  why: 'Any web page can call the function from its visitors’ browsers and read the answers.',
  fix: 'Name the origins of your pages in `Cors.AllowOrigins`.',
  sources: ['https://docs.aws.amazon.com/lambda/latest/dg/urls-configuration.html'],
  types: ['AWS::Lambda::Url'],
  reads: ['AWS::Lambda::Url.Cors.AllowOrigins'],
  judge: ({ id, properties }) =>
    judgeItems(
      valueAt(properties, 'Cors', 'AllowOrigins'),
      ({ text }) => /^(?:https?:\/\/)?\*$/.test(text),
      () => `\`${id}\` answers pages of any origin`,
    ),
  examples: {
    violated: url("['*']"),
    satisfied: url("['https://rides.example']"),
    undetermined: url('[!Ref Origin]', 'Parameters:\n  Origin: { Type: String }\n'),
  },
});
