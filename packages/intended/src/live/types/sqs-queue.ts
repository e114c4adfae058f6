import type { TypeReader } from '../describe.ts';
import type { Json } from '../json.ts';
import { at, compact, isObject, parseJson, textAt } from '../json.ts';
import type { Aws } from '../aws.ts';

/** Attribute → property where the attribute is the text of a number. */
const NUMBERS = {
  DelaySeconds: 'DelaySeconds',
  MaximumMessageSize: 'MaximumMessageSize',
  MessageRetentionPeriod: 'MessageRetentionPeriod',
  ReceiveMessageWaitTimeSeconds: 'ReceiveMessageWaitTimeSeconds',
  VisibilityTimeout: 'VisibilityTimeout',
  KmsDataKeyReusePeriodSeconds: 'KmsDataKeyReusePeriodSeconds',
} as const;

/** Source: https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_GetQueueAttributes.html */
export const sqsQueue: TypeReader = {
  type: 'AWS::SQS::Queue',
  gone: ['QueueDoesNotExist', 'AWS.SimpleQueueService.NonExistentQueue', 'NonExistentQueue'],
  parts: [
    {
      covers: [...Object.values(NUMBERS), 'KmsMasterKeyId', 'SqsManagedSseEnabled', 'RedrivePolicy'],
      action: 'sqs:GetQueueAttributes',
      async read(aws, { physicalId }) {
        const attributes = await attributesOf(aws, physicalId);
        const redrive = parseJson(textAt(attributes, 'RedrivePolicy') ?? '');
        const managed = textAt(attributes, 'SqsManagedSseEnabled');
        const numbers = Object.entries(NUMBERS).map(([attribute, property]) => {
          const text = textAt(attributes, attribute);
          return [property, text === undefined ? undefined : Number(text)] as const;
        });
        return compact({
          ...Object.fromEntries(numbers),
          Arn: at(attributes, 'QueueArn'),
          KmsMasterKeyId: at(attributes, 'KmsMasterKeyId'),
          SqsManagedSseEnabled: managed === undefined ? undefined : managed === 'true',
          RedrivePolicy: isObject(redrive) ? redrive : undefined,
        });
      },
    },
  ],
};

export async function attributesOf(aws: Aws, queueUrl: string): Promise<Json | undefined> {
  const question = { QueueUrl: queueUrl, AttributeNames: ['All'] };
  return at(await aws.target('sqs', 'AmazonSQS.GetQueueAttributes', question), 'Attributes');
}
