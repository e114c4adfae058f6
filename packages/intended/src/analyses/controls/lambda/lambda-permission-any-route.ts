import { partsOf, valueAt } from '#model/read-value';
import type { Value } from '#model/value';
import { deferred } from '#model/value';
import { wordsOfParts } from '#policy/words-of-parts';
import type { Control, Outcome } from '../define-control.ts';
import { defineControl, notApplicable, satisfied, undetermined, violated } from '../define-control.ts';
import { IS_TEST } from '../function-examples.ts';
import { judgeAt, judgeBranches } from '../judge-value.ts';

const permission = (arn: string, head: string = ''): string =>
  `${head}Resources:\n  Subject:\n    Type: AWS::Lambda::Permission\n    Properties:\n      FunctionName: rides\n      Action: lambda:InvokeFunction\n      Principal: apigateway.amazonaws.com\n      SourceArn: ${arn}\n  Api:\n    Type: AWS::ApiGateway::RestApi\n    Properties: { Name: rides }\n`;
const ANY = "!Sub 'arn:aws:execute-api:${AWS::Region}:${AWS::AccountId}:${Api}/*/*'";
const ONE = "!Sub 'arn:aws:execute-api:${AWS::Region}:${AWS::AccountId}:${Api}/*/POST/ride'";

export const lambdaPermissionAnyRoute: Control = defineControl({
  id: 'lambda-permission-any-route',
  title: 'API Gateway SourceArn ends in /*/* so every stage and method can invoke',
  severity: 'low',
  cwe: 732,
  why: 'A route that somebody adds later, without an authorizer or on a test stage, reaches the function too.',
  fix: 'End the ARN in the stage, method and path of the route: `/prod/POST/ride`.',
  sources: ['https://docs.aws.amazon.com/apigateway/latest/developerguide/arn-format-reference.html'],
  types: ['AWS::Lambda::Permission'],
  reads: ['AWS::Lambda::Permission.SourceArn', 'AWS::Lambda::Permission.Principal'],
  judge({ id, properties, origin }) {
    // An expansion writes the routes that there are.
    if (origin !== 'written') return notApplicable;
    return judgeAt(properties, 'Principal', (leaf) => {
      const parts = partsOf(leaf);
      if (parts === undefined || !wordsOfParts(parts).startsWith('apigateway.')) return notApplicable;
      return judgeArn(valueAt(properties, 'SourceArn'), id);
    });
  },
  examples: {
    violated: permission(ANY),
    satisfied: permission(ONE),
    undetermined: permission(`!If [IsTest, ${ANY}, ${ONE}]`, IS_TEST),
  },
});

function judgeArn(value: Value | undefined, id: string): Outcome {
  if (value === undefined || value.kind === 'absent') return notApplicable;
  if (value.kind === 'choice') return judgeBranches(value, (branch) => judgeArn(branch, id));
  if (value.kind === 'deferred') return undetermined(value);
  const parts = partsOf(value);
  if (parts === undefined) return undetermined(deferred('malformed', 'SourceArn', value.at));
  return /\/\*(?:\/\*){0,2}$|^\*$/.test(wordsOfParts(parts)) && !/\/(?!\*)[^/]+(?:\/\*)+$/.test(wordsOfParts(parts))
    ? violated(value.at, `\`${id}\` lets every stage and method of the API invoke the function`)
    : satisfied;
}
