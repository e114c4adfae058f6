import type { Control } from '../define-control.ts';
import type { Value } from '#model/value';
import { itemsOf, literal, valueAt } from '#model/read-value';
import { isDeclaredPublic } from '../bucket-parts.ts';
import { defineControl, satisfied } from '../define-control.ts';
import { judgeEveryAt } from '../each-item.ts';
import { judgeItems } from '../list-value.ts';
import type { Item } from '../list-value.ts';

export const s3CorsAny: Control = defineControl({
  id: 's3-cors-any',
  title: 'CORS allows any origin/method',
  severity: 'medium',
  cwe: 942,
  why: 'A script on any site may read from or write to the bucket with whatever a visitor’s browser can reach.',
  fix: 'Name the origins of your own pages in `AllowedOrigins`.',
  sources: ['https://docs.aws.amazon.com/AmazonS3/latest/userguide/cors.html'],
  types: ['AWS::S3::Bucket'],
  reads: ['AWS::S3::Bucket.CorsConfiguration.CorsRules'],
  judge: (bucket, context) =>
    judgeEveryAt(
      bucket.properties,
      'CorsConfiguration.CorsRules',
      (rule) =>
        isDeclaredPublic(bucket, context) && onlyReads(rule)
          ? satisfied
          : judgeItems(valueAt(rule, 'AllowedOrigins'), isAny, () => `\`${bucket.id}\` answers scripts of any site`),
      satisfied,
    ),
  examples: {
    violated: `Resources:
  Uploads:
    Type: AWS::S3::Bucket
    Properties:
      CorsConfiguration:
        CorsRules: [{ AllowedMethods: [PUT], AllowedOrigins: ['*'] }]
`,
    satisfied: `Resources:
  Uploads:
    Type: AWS::S3::Bucket
    Properties:
      CorsConfiguration:
        CorsRules: [{ AllowedMethods: [PUT], AllowedOrigins: ['https://rides.example'] }]
`,
    undetermined: `Parameters:
  Origin: { Type: String }
Resources:
  Uploads:
    Type: AWS::S3::Bucket
    Properties:
      CorsConfiguration:
        CorsRules: [{ AllowedMethods: [PUT], AllowedOrigins: [!Ref Origin] }]
`,
  },
});

function isAny({ text }: Item): boolean {
  return /^(?:https?:\/\/)?\*$/i.test(text.trim());
}

function onlyReads(rule: Value): boolean {
  const methods = itemsOf(valueAt(rule, 'AllowedMethods')).map((method) => literal(method)?.toUpperCase());
  return methods.every((method) => method === 'GET' || method === 'HEAD');
}
