import { entriesOf, literal, valueAt } from '#model/read-value';
import type { Value } from '#model/value';
import { deferred } from '#model/value';
import { satisfied, undetermined, violated } from '../define-control.ts';
import { worstOf } from '../judge-value.ts';
import type { Control, Outcome } from '../define-control.ts';
import { STAGE, stageControl, stageExample } from '../rest-stages.ts';

const SECRET_NAME =
  /(?:pass(?:word|wd|phrase)|secret|token|credential|api_?-?key|private_?-?key|access_?-?key|client_?-?secret|auth_?-?key|connection_?-?string)/i;
/** Names of where a secret lies, and settings about secrets, are none. */
const POINTER =
  /(?:arn|name|path|id|url|uri|parameter|param|ref|ttl|expiry|expiration|length|enabled|header|issuer|endpoint|table)$/i;
const SECRET_VALUE =
  /\b(?:AKIA|ASIA)[0-9A-Z]{16}\b|-----BEGIN [A-Z ]*PRIVATE KEY-----|\bghp_[A-Za-z0-9]{36}\b|\bsk_live_[A-Za-z0-9]{16,}|\bxox[abp]-[A-Za-z0-9-]{10,}|\b[a-z][a-z0-9+]*:\/\/[^/\s:@]+:[^/\s:@]{3,}@/;

export const apigwStageVarSecret: Control = stageControl({
  id: 'apigw-stage-var-secret',
  title: 'Secret in stage variables',
  severity: 'high',
  cwe: 798,
  why: 'Stage variables can be read by everyone who may look at the API, and stand in the template and its history.',
  fix: 'Keep the secret in Secrets Manager or as a SecureString, and pass its name or ARN.',
  sources: ['https://docs.aws.amazon.com/apigateway/latest/developerguide/stage-variables.html'],
  reads: [`${STAGE}.Variables`],
  ask({ label, settings }) {
    const variables = valueAt(settings, 'Variables');
    if (variables?.kind === 'deferred') return undetermined(variables);
    if (variables?.kind === 'choice') return undetermined(deferred('condition', variables.condition, variables.at));
    return worstOf([satisfied, ...entriesOf(variables).map(([name, value]) => judgeVariable(name, value, label))]);
  },

  examples: {
    violated: stageExample('      Variables: { dbPassword: hunter2hunter2 }\n'),
    satisfied: stageExample('      Variables: { tableName: rides }\n'),
    undetermined: stageExample(
      '      Variables: !If [IsGiven, { dbPassword: hunter2hunter2 }, { tableName: rides }]\n',
    ),
  },
});
function judgeVariable(name: string, value: Value, id: string): Outcome {
  // The name alone is told: the value is the secret.
  const fault = violated(value.at, `stage variable \`${name}\` of \`${id}\` holds a secret`);
  const text = literal(value);
  if (text !== undefined && SECRET_VALUE.test(text)) return fault;
  if (!SECRET_NAME.test(name) || POINTER.test(name)) return satisfied;
  if (value.kind === 'choice') return undetermined(deferred('condition', value.condition, value.at));
  if (value.kind === 'deferred')
    return ['parameter', 'dynamic-reference'].includes(value.why.cause) ? fault : undetermined(value);
  if (text === undefined || text === '' || /^arn:|^\$\{/.test(text)) return satisfied;
  return fault;
}
