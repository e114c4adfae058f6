import type { TypeReader } from '../describe.ts';
import type { Json } from '../json.ts';
import { at, compact, isObject, listAt, parseJson, textAt } from '../json.ts';
import { AwsFault } from '../aws.ts';
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
  extras: [
    {
      action: 'sqs:GetQueueAttributes',
      absent: [],
      async read(aws, { physicalId, siblings }) {
        const type = 'AWS::SQS::QueuePolicy';
        if (siblings.some((one) => one.type === type && listAt(one.expected, 'Queues').includes(physicalId))) return [];
        const policy = parseJson(textAt(await attributesOf(aws, physicalId), 'Policy') ?? '');
        if (policy === undefined) return [];
        return [{ type, what: 'a queue policy', properties: { Queues: [physicalId], PolicyDocument: policy } }];
      },
    },
  ],
};

export const sqsQueuePolicy: TypeReader = {
  type: 'AWS::SQS::QueuePolicy',
  gone: sqsQueue.gone,
  parts: [
    {
      covers: ['PolicyDocument'],
      action: 'sqs:GetQueueAttributes',
      async read(aws, { expected }) {
        const queue = listAt(expected, 'Queues').find((one) => typeof one === 'string');
        if (typeof queue !== 'string') throw new AwsFault('nothing', 0, 'the template does not say whose it is');
        return compact({ PolicyDocument: parseJson(textAt(await attributesOf(aws, queue), 'Policy') ?? '') });
      },
    },
  ],
};

async function attributesOf(aws: Aws, queueUrl: string): Promise<Json | undefined> {
  const question = { QueueUrl: queueUrl, AttributeNames: ['All'] };
  return at(await aws.target('sqs', 'AmazonSQS.GetQueueAttributes', question), 'Attributes');
}
