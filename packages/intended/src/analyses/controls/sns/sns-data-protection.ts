import type { Control } from '../define-control.ts';
import { defineControl, notApplicable } from '../define-control.ts';
import { bePresent, judgeProperty } from '../judge-value.ts';
import { tellsKind } from '../classified.ts';

export const snsDataProtection: Control = defineControl({
  id: 'sns-data-protection',
  title: 'No data-protection policy on a topic that carries classified data',
  severity: 'low',
  why: 'Nothing finds, masks or stops personal or secret data on their way to subscribers that need none.',
  fix: 'Add a `DataProtectionPolicy` that audits, masks or denies the kinds of data that subscribers do not need.',
  sources: ['https://docs.aws.amazon.com/sns/latest/dg/message-data-protection.html'],
  types: ['AWS::SNS::Topic'],
  reads: ['AWS::SNS::Topic.DataProtectionPolicy'],
  judge: (topic, context) =>
    tellsKind(context, topic)
      ? judgeProperty(topic, 'DataProtectionPolicy', bePresent, `\`${topic.id}\` carries classified data unmasked`)
      : notApplicable,
  examples: {
    violated: `Resources:
  Rides:
    Type: AWS::SNS::Topic
    Properties:
      Tags: [{ Key: DataClassification, Value: pii }]
`,
    satisfied: `Resources:
  Rides:
    Type: AWS::SNS::Topic
    Properties:
      DataProtectionPolicy: { Name: rides, Version: '2021-06-01', Statement: [] }
      Tags: [{ Key: DataClassification, Value: pii }]
`,
    undetermined: `Parameters:
  Careful: { Type: String }
Conditions:
  IsCareful: !Equals [!Ref Careful, 'yes']
Resources:
  Rides:
    Type: AWS::SNS::Topic
    Properties:
      DataProtectionPolicy: !If [IsCareful, { Name: rides, Version: '2021-06-01', Statement: [] }, !Ref AWS::NoValue]
      Tags: [{ Key: DataClassification, Value: pii }]
`,
  },
});
