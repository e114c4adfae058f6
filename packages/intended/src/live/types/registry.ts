import type { TypeReader } from '../describe.ts';
import { dynamodbTable } from './dynamodb-table.ts';
import { iamPolicy, iamRole } from './iam-role.ts';
import { kmsKey } from './kms-key.ts';
import { lambdaFunction, lambdaPermission, lambdaUrl } from './lambda-function.ts';
import { logGroup } from './log-group.ts';
import { s3Bucket, s3BucketPolicy } from './s3-bucket.ts';
import { snsTopic, snsTopicPolicy } from './sns-topic.ts';
import { sqsQueue, sqsQueuePolicy } from './sqs-queue.ts';

/** Types that are read without Cloud Control, too. */
export const TYPE_READERS: ReadonlyMap<string, TypeReader> = new Map(
  [
    dynamodbTable,
    iamPolicy,
    iamRole,
    kmsKey,
    lambdaFunction,
    lambdaPermission,
    lambdaUrl,
    logGroup,
    s3Bucket,
    s3BucketPolicy,
    snsTopic,
    snsTopicPolicy,
    sqsQueue,
    sqsQueuePolicy,
  ].map((reader) => [reader.type, reader]),
);
