import { literal, valueAt } from '#model/read-value';
import type { Control } from '../define-control.ts';
import { defineControl, satisfied, violated } from '../define-control.ts';
import { judgeSome } from '../each-item.ts';
import { placeOf } from '../judge-value.ts';

const TYPE = 'AWS::WAFv2::LoggingConfiguration';
const logging = (more: string): string =>
  `Resources:\n  Log:\n    Type: ${TYPE}\n    Properties:\n      ResourceArn: arn:aws:wafv2:eu-west-1:123456789012:regional/webacl/rides/1\n      LogDestinationConfigs: ['arn:aws:s3:::aws-waf-logs-rides']\n${more}`;
const SECRET = new Set(['authorization', 'cookie', 'x-api-key']);

export const wafLogRedaction: Control = defineControl({
  id: 'waf-log-redaction',
  title: 'WAF logs keep authorization/cookie fields',
  severity: 'medium',
  cwe: 532,
  why: 'Tokens and session cookies of every caller are copied into the log; who may read it can act as any of them.',
  fix: 'List the headers `authorization` and `cookie` under `RedactedFields`.',
  sources: ['https://docs.aws.amazon.com/waf/latest/developerguide/logging-management.html'],
  types: [TYPE],
  reads: [`${TYPE}.RedactedFields.SingleHeader`],
  judge(resource) {
    const fields = valueAt(resource.properties, 'RedactedFields');
    const fault = violated(
      placeOf(resource, fields),
      `\`${resource.id}\` keeps the \`authorization\` and \`cookie\` headers`,
    );
    return judgeSome(
      fields,
      (field) => {
        const header = valueAt(field, 'SingleHeader');
        const name = literal(valueAt(header, 'Name') ?? valueAt(header, 'name'))?.toLowerCase();
        return SECRET.has(name ?? '') || valueAt(field, 'Cookies') !== undefined ? satisfied : fault;
      },
      fault,
    );
  },
  examples: {
    violated: logging(''),
    satisfied: logging(
      '      RedactedFields: [{ SingleHeader: { Name: authorization } }, { SingleHeader: { Name: cookie } }]\n',
    ),
    undetermined: `Parameters:\n  Redacted: { Type: CommaDelimitedList }\n${logging('      RedactedFields: !Ref Redacted\n')}`,
  },
});
