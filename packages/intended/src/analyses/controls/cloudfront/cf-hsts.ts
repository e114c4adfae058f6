import { itemsOf, literal, valueAt } from '#model/read-value';
import type { Control } from '../define-control.ts';
import { defineControl, satisfied, undetermined, violated } from '../define-control.ts';
import { judgeAt } from '../judge-value.ts';

const TYPE = 'AWS::CloudFront::ResponseHeadersPolicy';
const policy = (more: string): string =>
  `Parameters:\n  Given: { Type: String }\nConditions:\n  IsGiven: !Equals [!Ref Given, live]\nResources:\n  Headers:\n    Type: ${TYPE}\n    Properties:\n      ResponseHeadersPolicyConfig:\n        Name: rides\n        SecurityHeadersConfig:\n          ContentTypeOptions: { Override: true }\n${more}`;
const HSTS = '{ AccessControlMaxAgeSec: 31536000, IncludeSubdomains: true, Override: true }';

export const cfHsts: Control = defineControl({
  id: 'cf-hsts',
  title: 'Response headers policy without HSTS',
  severity: 'low',
  cwe: 523,
  why: 'A browser that is not told to stay with HTTPS can be sent back to clear text by whoever is on the way.',
  fix: 'Set `SecurityHeadersConfig.StrictTransportSecurity` with an age of a year.',
  sources: [
    'https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/understanding-response-headers-policies.html',
  ],
  types: [TYPE],
  reads: [`${TYPE}.ResponseHeadersPolicyConfig.SecurityHeadersConfig.StrictTransportSecurity.AccessControlMaxAgeSec`],
  judge({ id, typeAt, properties }) {
    const config = valueAt(properties, 'ResponseHeadersPolicyConfig');
    const custom = itemsOf(valueAt(config, 'CustomHeadersConfig', 'Items'));
    const isCustom = custom.some(
      (one) => literal(valueAt(one, 'Header'))?.toLowerCase() === 'strict-transport-security',
    );
    if (isCustom) return satisfied;
    return judgeAt(config, 'SecurityHeadersConfig.StrictTransportSecurity', (leaf) => {
      if (leaf === undefined) return violated(typeAt, `\`${id}\` sends no \`Strict-Transport-Security\``);
      const age = valueAt(leaf, 'AccessControlMaxAgeSec');
      if (age?.kind === 'deferred') return undetermined(age);
      return literal(age) === '0' ? violated(leaf.at, `\`${id}\` tells browsers to forget HTTPS at once`) : satisfied;
    });
  },
  examples: {
    violated: policy(''),
    satisfied: policy(`          StrictTransportSecurity: ${HSTS}\n`),
    undetermined: policy(`          StrictTransportSecurity: !If [IsGiven, ${HSTS}, !Ref AWS::NoValue]\n`),
  },
});
