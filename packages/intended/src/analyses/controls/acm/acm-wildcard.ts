import { literal, valueAt } from '#model/read-value';
import type { Control } from '../define-control.ts';
import { defineControl } from '../define-control.ts';
import { worstOf } from '../judge-value.ts';
import { judgeItems } from '../list-value.ts';

const TYPE = 'AWS::CertificateManager::Certificate';
const certificate = (name: string): string =>
  `Resources:\n  Certificate:\n    Type: ${TYPE}\n    Properties: { ${name} }\n`;

export const acmWildcard: Control = defineControl({
  id: 'acm-wildcard',
  title: 'Wildcard certificate',
  severity: 'low',
  cwe: 295,
  why: 'Whoever gets the key of a wildcard certificate can pose as every host of the domain, also as those that are to come.',
  fix: 'List the host names that the app serves.',
  sources: ['https://docs.aws.amazon.com/acm/latest/userguide/acm-certificate-characteristics.html'],
  types: [TYPE],
  reads: [`${TYPE}.DomainName`, `${TYPE}.SubjectAlternativeNames`],
  judge(resource) {
    const names = [valueAt(resource.properties, 'DomainName'), valueAt(resource.properties, 'SubjectAlternativeNames')];
    const wild = (text: string): boolean => text.startsWith('*');
    return worstOf(
      names.map((value) =>
        judgeItems(
          value,
          ({ text }) => wild(text),
          () => `\`${resource.id}\` is for every host below \`${literal(names[0]) ?? 'the domain'}\``,
        ),
      ),
    );
  },
  examples: {
    violated: certificate("DomainName: '*.example.com'"),
    satisfied: certificate('DomainName: rides.example.com, SubjectAlternativeNames: [api.example.com]'),
    undetermined: `Parameters:\n  Host: { Type: String }\n${certificate('DomainName: !Ref Host')}`,
  },
});
