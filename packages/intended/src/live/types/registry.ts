import type { TypeReader } from '../describe.ts';
import { dynamodbTable } from './dynamodb-table.ts';
import { s3Bucket } from './s3-bucket.ts';
import { sqsQueue } from './sqs-queue.ts';

/** Types that are read without Cloud Control, too. */
export const TYPE_READERS: ReadonlyMap<string, TypeReader> = new Map(
  [dynamodbTable, s3Bucket, sqsQueue].map((reader) => [reader.type, reader]),
);
