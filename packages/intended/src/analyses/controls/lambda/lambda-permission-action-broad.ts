import type { Control } from '../define-control.ts';
import { be } from '../judge-value.ts';
import { propertyControl } from '../property-control.ts';

export const lambdaPermissionActionBroad: Control = propertyControl({
  id: 'lambda-permission-action-broad',
  title: 'Permission grants more than InvokeFunction/InvokeFunctionUrl',
  severity: 'low',
  why: 'Who may do more than invoke may also change or delete the function through its own policy.',
  fix: 'Set `Action` to `lambda:InvokeFunction`.',
  sources: ['https://docs.aws.amazon.com/lambda/latest/dg/access-control-resource-based.html'],
  type: 'AWS::Lambda::Permission',
  path: 'Action',
  must: be(['lambda:InvokeFunction', 'lambda:InvokeFunctionUrl']),
  otherwise: 'permits more than to invoke the function',
  good: 'lambda:InvokeFunction',
  bad: 'lambda:*',
  cwe: 732,
  base: { FunctionName: 'rides', Principal: 's3.amazonaws.com', SourceAccount: '123456789012' },
});
