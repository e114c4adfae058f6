import type { Control } from '../define-control.ts';
import { be } from '../judge-value.ts';
import { isDeclaredPublic } from '../intent-of.ts';
import { valueAt } from '#model/read-value';
import { propertyControl } from '../property-control.ts';

export const lambdaUrlNoAuth: Control = propertyControl({
  id: 'lambda-url-no-auth',
  title: 'Function URL with AuthType NONE',
  severity: 'high',
  cwe: 306,
  why: 'Anyone who learns the address can call the function, as often as they like, and it pays.',
  fix: 'Set `AuthType` to `AWS_IAM`, or put an API or a distribution that checks callers before it.',
  sources: ['https://docs.aws.amazon.com/lambda/latest/dg/urls-auth.html'],
  type: 'AWS::Lambda::Url',
  applies(url, context) {
    const fn = context.find(valueAt(url.properties, 'TargetFunctionArn'));
    return fn === undefined || !isDeclaredPublic(context, fn.id, 'URL');
  },
  path: 'AuthType',
  must: be('AWS_IAM'),
  otherwise: 'can be called by anyone',
  good: 'AWS_IAM',
  bad: 'NONE',
  base: { TargetFunctionArn: 'rides' },
});
