import { isPrivate } from '../api-operations.ts';
import { notApplicable } from '../define-control.ts';
import { judgeWebAcl } from '../web-acl.ts';
import type { Control } from '../define-control.ts';
import { stageControl, stageExample } from '../rest-stages.ts';

export const apigwWaf: Control = stageControl({
  id: 'apigw-waf',
  title: 'Public stage without a web ACL',
  severity: 'medium',

  why: 'The API answers the whole internet; nothing slows floods or stops known attacks before they reach the code.',
  fix: 'Associate a web ACL with a rate-based rule and managed rule groups to the stage.',
  sources: ['https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-control-access-aws-waf.html'],
  reads: [`AWS::WAFv2::WebACLAssociation.ResourceArn`],
  ask({ label, resource, api, name }, context) {
    if (isPrivate(api)) return notApplicable;
    const fault = { kind: 'violated', at: resource.typeAt, message: `\`${label}\` has no web ACL` } as const;
    return judgeWebAcl({ subjects: api === undefined ? [resource] : [resource, api], stage: name }, fault, context);
  },

  examples: {
    violated: stageExample(''),
    satisfied: stageExample(
      '  Shield:\n    Type: AWS::WAFv2::WebACLAssociation\n    Properties: { ResourceArn: !Sub "arn:aws:apigateway:${AWS::Region}::/restapis/${Rides}/stages/live", WebACLArn: arn }\n',
    ),
    undetermined: stageExample(
      '  Shield:\n    Type: AWS::WAFv2::WebACLAssociation\n    Condition: IsGiven\n    Properties: { ResourceArn: !Sub "arn:aws:apigateway:${AWS::Region}::/restapis/${Rides}/stages/live", WebACLArn: arn }\n',
    ),
  },
});
