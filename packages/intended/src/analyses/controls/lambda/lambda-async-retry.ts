import type { Control } from '../define-control.ts';
import { bePresent } from '../judge-value.ts';
import { propertyControl } from '../property-control.ts';

export const lambdaAsyncRetry: Control = propertyControl({
  id: 'lambda-async-retry',
  title: 'Async retry/age limits left at default',
  severity: 'info',
  why: 'Events that fail are tried twice more for six hours: a poisoned one is run again and again, and nobody chose that.',
  fix: 'Set `MaximumRetryAttempts` and `MaximumEventAgeInSeconds` to what the function bears.',
  sources: ['https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-error-handling.html'],
  type: 'AWS::Lambda::EventInvokeConfig',
  path: 'MaximumRetryAttempts',
  must: bePresent,
  otherwise: 'leaves the number of retries at its default',
  good: 1,
  mechanical: false,
  base: { FunctionName: 'rides', Qualifier: '$LATEST' },
});
