import { methodExample } from '../api-examples.ts';
import { entriesOf, itemsOf, literal, valueAt } from '#model/read-value';
import type { Value } from '#model/value';
import { deferred } from '#model/value';
import type { Operation } from '../api-operations.ts';
import type { Context } from '../context.ts';
import type { Answer } from '../operation-control.ts';
import { isPreflight } from '../public-routes.ts';
import type { Control } from '../define-control.ts';
import { operationControl } from '../operation-control.ts';

const WITH_BODY = new Set(['POST', 'PUT', 'PATCH', 'ANY']);

export const apigwRequestValidation: Control = operationControl({
  id: 'apigw-request-validation',
  title: 'Method without request validator/model',
  severity: 'medium',
  cwe: 20,
  why: 'Whatever callers send reaches the code as it is, however wrong or large.',
  fix: 'Give the method a `RequestModels` entry and a `RequestValidatorId`; in SAM, `RequestModel` with `ValidateBody`.',
  sources: ['https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-method-request-validation.html'],
  on: 'rest',
  reads: [
    `AWS::ApiGateway::Method.RequestValidatorId`,
    `AWS::ApiGateway::Method.RequestParameters`,
    `AWS::ApiGateway::RequestValidator.ValidateRequestBody`,
    `AWS::ApiGateway::RestApi.Body`,
  ],
  otherwise: 'takes requests that nobody has checked',
  ask(operation, context) {
    if (isPreflight(operation) || !takesInput(operation)) return 'not-applicable';
    return operation.body === undefined ? askMethod(operation, context) : askDocument(operation, operation.body);
  },
  examples: {
    violated: methodExample('      AuthorizationType: NONE\n'),
    satisfied: methodExample('      AuthorizationType: NONE\n      RequestValidatorId: abc123\n'),
    undetermined: methodExample(
      '      AuthorizationType: NONE\n      RequestValidatorId: !If [IsGiven, abc123, !Ref AWS::NoValue]\n',
    ),
  },
});
/** A body may come, or a parameter is said to be required. */
function takesInput({ method, properties, body }: Operation): boolean {
  if (WITH_BODY.has(method)) return true;
  if (body === undefined)
    return entriesOf(valueAt(properties, 'RequestParameters')).some(([, required]) => isTrue(required));
  return itemsOf(valueAt(properties, 'parameters')).some(
    (one) => literal(valueAt(one, 'in')) !== 'path' && isTrue(valueAt(one, 'required')),
  );
}

function askMethod({ properties }: Operation, context: Context): Answer {
  const given = valueAt(properties, 'RequestValidatorId');
  if (given === undefined || given.kind === 'absent') return 'bad';
  if (given.kind === 'choice') return deferred('condition', given.condition, given.at);
  const validator = context.find(given, 'AWS::ApiGateway::RequestValidator');
  return validator === undefined ? 'good' : askValidator(validator.properties, 'Validate');
}

function askDocument({ properties }: Operation, body: Value): Answer {
  const name = valueAt(properties, VALIDATOR) ?? valueAt(body, VALIDATOR);
  if (name === undefined) return 'bad';
  if (name.kind === 'deferred') return name;
  return askValidator(valueAt(body, `${VALIDATOR}s`, literal(name) ?? ''), 'validate');
}

const VALIDATOR = 'x-amazon-apigateway-request-validator';

function askValidator(validator: Value | undefined, start: 'validate' | 'Validate'): Answer {
  const parts = ['RequestBody', 'RequestParameters'].map((part) => valueAt(validator, `${start}${part}`));
  for (const part of parts) if (part?.kind === 'deferred') return part;
  return parts.some(isTrue) ? 'good' : 'bad';
}

function isTrue(value: Value | undefined): boolean {
  return literal(value)?.toLowerCase() === 'true';
}
