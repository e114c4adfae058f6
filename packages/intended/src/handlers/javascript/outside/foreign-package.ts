import type { Module } from '../module.ts';
import { folderOf, foldersAbove } from '../file-path.ts';
import type { Library } from '../load.ts';
import { recordUnknown } from '../record.ts';
import type { Run } from '../run.ts';
import type { Spot } from '../script.ts';
import { readSettings } from '../settings-file.ts';
import { dependenciesOf } from '../workspace.ts';
import { packageOf } from './package-name.ts';

/** Packages that use AWS by themselves, with clients of their own or of the app's, and what they use. */
const USES: readonly (readonly [RegExp, string])[] = [
  [/dynamo|dynogels|electrodb|typedorm/, 'dynamodb'],
  [/(?:^|[-/])s3(?:[-/]|$)|^multer-s3|^s3/, 's3'],
  [/(?:^|[-/@])sqs/, 'sqs'],
  [/(?:^|[-/])sns(?:[-/]|$)/, 'sns'],
  [/kinesis/, 'kinesis'],
  [/cognito/, 'cognito-idp'],
  [/(?:^|[-/])(?:ssm|parameter-store)/, 'ssm'],
  [/secrets?-?manager/, 'secretsmanager'],
  [/eventbridge/, 'events'],
  [/step-?functions/, 'states'],
  [/(?:^|[-/])ses(?:[-/]|$)/, 'ses'],
  [/(?:^|[-/])kms(?:[-/]|$)/, 'kms'],
  [/^aws-amplify$|^@aws-amplify\//, '*'],
];

/** Packages with such names that call nothing of AWS, or that are understood elsewhere. */
const HARMLESS =
  /^(?:aws-sdk|aws-xray-sdk.*|aws-lambda.*|aws4|aws4fetch|aws-sign2|aws-jwt-verify|aws-serverless-express|aws-embedded-metrics|aws-cdk-lib|aws-crt|cognito-express|sns-validator|sns-payload-validator|dynamodb-streams-.*|dynamodb-stream-.*|dynamodb-marshaler|lambda-multipart-parser|kinesis-aggregation|aws-kinesis-agg|dynamodb-data-types)$|^(?:electrodb|dynamodb-toolbox|dynamoose)$|^@(?:aws-sdk|smithy|types|aws-lambda-powertools|aws-crypto|middy|aws-cdk|shelf|aws)\//;

/** Common packages that call nothing of AWS: known even where no manifest lists them. */
const COMMON = new Set(
  (
    'ajv ajv-formats async axios axios-retry bcrypt bcryptjs big.js bluebird body-parser busboy camelcase-keys chalk cheerio class-transformer class-validator cookie cookie-parser cors cross-fetch ' +
    'crypto-js csv-parse csv-parser csv-stringify date-fns dayjs debug deepmerge dotenv ejs env-var envalid express express-validator fast-xml-parser fastify form-data fp-ts fs-extra got graphql graphql-request ' +
    'handlebars helmet hono html-to-text http-errors http-status-codes inversify io-ts ioredis isomorphic-fetch jimp joi js-yaml jsdom jsonschema jsonwebtoken jszip jose jwk-to-pem jwks-rsa jwt-decode knex koa ' +
    'ksuid lambda-api lambda-log lodash log4js luxon mime mime-types moment moment-timezone mongodb mongoose morgan mustache mysql mysql2 nanoid needle node-fetch node-jose nodemailer object-hash openai p-limit p-map p-queue p-retry papaparse ' +
    'passport pdf-lib pdfkit pg pino puppeteer puppeteer-core qs querystring ramda redis reflect-metadata regenerator-runtime request request-promise rxjs sanitize-html semver sequelize serverless-http sharp sinon slugify source-map-support ' +
    'stripe superagent swagger-ui-express tslib tsyringe twilio typeorm ulid undici underscore url-parse util uuid uuidv4 validator winston ws xml2js xmlbuilder yup zod'
  ).split(' '),
);
const COMMON_SCOPES =
  /^@(?:nestjs|hapi|sentry|opentelemetry|google-cloud|azure|octokit|slack|sendgrid|babel|apollo|graphql-tools|fastify|koa|prisma|sinclair|tsconfig|vendia|codegenie|datadog|lumigo|sparticuz|hono|trpc|langchain|anthropic-ai|elastic|opensearch-project|middy|faker-js|date-fns|mikro-orm|mapbox|googlemaps|turf|contentful|notionhq|pinecone-database|line|twilio|paypal|supabase|upstash|planetscale|neondatabase|logtail|dazn|golevelup|casl|effect|fp-ts|lambda-middleware|serverless)\//;

/**
 * Notes what a package outside the app may do: those with AWS in mind leave their service unknown; one that is in
 * no manifest (an alias, a private layer) leaves all unknown. The rest is taken to call nothing of AWS.
 */
export function noteForeign(specifier: string, from: Module, spot: Spot, run: Run, library: Library): void {
  const name = packageOf(specifier);
  if (
    HARMLESS.test(name) ||
    HARMLESS.test(specifier) ||
    COMMON.has(name) ||
    COMMON_SCOPES.test(name) ||
    name === 'cfn-response' ||
    name === 'tslib'
  )
    return;
  const uses = USES.filter(([pattern]) => pattern.test(name)).map(([, service]) => service);
  for (const service of uses)
    recordUnknown(run.effects, service, `package \`${name}\` may call it`, { cause: 'code', name }, spot);
  if (uses.length > 0) return;
  const version = listedVersion(name, from.script.file, library);
  if (version === undefined || /^(?:git|github|ssh|https?|workspace):|^git\+/.test(version))
    recordUnknown(
      run.effects,
      '*',
      `package \`${name}\` is neither among the files nor the dependencies`,
      { cause: 'missing', name },
      spot,
    );
}

function listedVersion(name: string, file: string, library: Library): string | undefined {
  const folders = [...foldersAbove(folderOf(file)), ...library.layers.flatMap((layer) => [layer, `${layer}/nodejs`])];
  for (const folder of folders) {
    const manifest = readSettings(folder === '' ? 'package.json' : `${folder}/package.json`, library);
    const version = manifest === undefined ? undefined : dependenciesOf(manifest).get(name);
    if (version !== undefined) return version;
  }
  return undefined;
}
