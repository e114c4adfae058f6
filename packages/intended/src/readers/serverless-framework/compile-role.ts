import type { Place } from '#source/place';
import type { Tree } from '#source/tree';
import { givenRole } from './compile-function.ts';
import type { Makings } from './make-tree.ts';
import { arn, join, makeTree, ref } from './make-tree.ts';
import { functionPart, ROLE_ID } from './names.ts';
import { isTrue, itemsOf, treeAt } from './read-tree.ts';
import type { Piecework, Service, ServerlessFunction } from './service.ts';
import { joinTexts, setting, workpiece } from './service.ts';

const PER_FUNCTION = 'serverless-iam-roles-per-function';
const VPC_POLICY = join('arn:', ref('AWS::Partition'), ':iam::aws:policy/service-role/AWSLambdaVPCAccessExecutionRole');

/** Whether a function has a generated role of its own. */
export function hasOwnRole(fn: ServerlessFunction, service: Service): boolean {
  if (treeAt(fn.tree, 'role') !== undefined) return false;
  if (treeAt(fn.tree, 'iam', 'role', 'statements') !== undefined) return true;
  return ownStatements(fn) !== undefined && service.plugins.includes(PER_FUNCTION);
}

function ownStatements(fn: ServerlessFunction): Tree | undefined {
  return treeAt(fn.tree, 'iamRoleStatements') ?? treeAt(fn.tree, 'iam', 'role', 'statements');
}

/** The shared execution role, if some function needs it, and the roles of functions that have their own. */
export function compileRoles(service: Service, needs: Piecework['statements']): Piecework {
  const work = workpiece(service.at);
  const own = service.functions.filter((fn) => hasOwnRole(fn, service));
  const shared = service.functions.filter((fn) => !own.includes(fn) && givenRole(fn, service) === undefined);
  for (const fn of own) addOwnRole(fn, service, needs, work);
  for (const fn of service.functions) warnAboutStatements(fn, service, work);
  if (shared.length === 0) return work;
  const settings = treeAt(service.provider, 'iam', 'role');
  const ids = new Set(shared.map((fn) => fn.id));
  const statements = [
    ...logStatements(shared, service, settings?.at ?? service.provider?.at ?? service.at),
    ...needs.filter((need) => ids.has(need.of)).map((need) => need.statement),
    ...providerStatements(service),
  ];
  const properties = roleProperties(service, statements, usesVpc(shared, service), 'lambdaRole', settings);
  work.add(ROLE_ID, 'AWS::IAM::Role', properties, { at: settings?.at ?? service.provider?.at ?? service.at });
  return work;
}

function addOwnRole(
  fn: ServerlessFunction,
  service: Service,
  needs: Piecework['statements'],
  work: ReturnType<typeof workpiece>,
): void {
  const written = ownStatements(fn);
  const inherits =
    treeAt(fn.tree, 'iamRoleStatementsInherit') ??
    treeAt(fn.tree, 'iam', 'inheritStatements') ??
    treeAt(service.tree, 'custom', PER_FUNCTION, 'defaultInherit');
  const statements = [
    ...logStatements([fn], service, fn.at),
    ...needs.filter((need) => need.of === fn.id).map((need) => need.statement),
    ...(isTrue(inherits) ? providerStatements(service) : []),
    ...itemsOf(written),
  ];
  const properties = roleProperties(service, statements, usesVpc([fn], service), fn.key, undefined);
  const name = treeAt(fn.tree, 'iamRoleStatementsName');
  const id = `${functionPart(fn.key)}${ROLE_ID}`;
  work.add(id, 'AWS::IAM::Role', name === undefined ? properties : { ...properties, RoleName: name }, {
    of: fn.id,
    at: written?.at ?? fn.at,
  });
}

function warnAboutStatements(fn: ServerlessFunction, service: Service, work: ReturnType<typeof workpiece>): void {
  const written = treeAt(fn.tree, 'iamRoleStatements');
  if (written === undefined || hasOwnRole(fn, service)) return;
  work.warn(
    'warning',
    written.at,
    `\`iamRoleStatements\` of function \`${fn.key}\` has no effect without the plugin \`${PER_FUNCTION}\`; add it to \`plugins\``,
  );
}

function providerStatements(service: Service): readonly Tree[] {
  const written =
    treeAt(service.provider, 'iam', 'role', 'statements') ?? treeAt(service.provider, 'iamRoleStatements');
  return itemsOf(written);
}

/** Writing to the service's own log groups, which every generated role may do. */
function logStatements(functions: readonly ServerlessFunction[], service: Service, at: Place): readonly Tree[] {
  const logging = functions.filter((fn) => !isTrue(setting(fn, service, 'disableLogs')));
  if (logging.length === 0) return [];
  const all = joinTexts('-', service.name, service.stage);
  const common = functions.some((fn) => treeAt(fn.tree, 'name') === undefined) && functions.length > 1;
  const groups = common ? [arn('logs', 'log-group:/aws/lambda/', all, '*:*')] : [];
  const named = logging.filter((fn) => !common || treeAt(fn.tree, 'name') !== undefined);
  const resources = [...groups, ...named.map((fn) => arn('logs', 'log-group:/aws/lambda/', fn.name, ':*'))];
  return [
    makeTree(
      {
        Effect: 'Allow',
        Action: ['logs:CreateLogStream', 'logs:CreateLogGroup', 'logs:TagResource'],
        Resource: resources,
      },
      at,
    ),
    makeTree({ Effect: 'Allow', Action: ['logs:PutLogEvents'], Resource: resources }, at),
  ];
}

function usesVpc(functions: readonly ServerlessFunction[], service: Service): boolean {
  return functions.some((fn) => setting(fn, service, 'vpc') !== undefined);
}

function roleProperties(
  service: Service,
  statements: readonly Tree[],
  vpc: boolean,
  suffix: string,
  settings: Tree | undefined,
): Readonly<Record<string, Makings>> {
  const managed = itemsOf(treeAt(settings, 'managedPolicies') ?? treeAt(service.provider, 'iamManagedPolicies'));
  const policies = [...managed, ...(vpc ? [VPC_POLICY] : [])];
  const trust = { Effect: 'Allow', Principal: { Service: ['lambda.amazonaws.com'] }, Action: ['sts:AssumeRole'] };
  const policy = {
    PolicyName: joinTexts('-', service.stage, service.name, 'lambda'),
    PolicyDocument: { Version: '2012-10-17', Statement: statements },
  };
  return {
    AssumeRolePolicyDocument: { Version: '2012-10-17', Statement: [trust] },
    RoleName: treeAt(settings, 'name') ?? {
      'Fn::Join': ['-', [service.name, service.stage, ref('AWS::Region'), suffix]],
    },
    Path: treeAt(settings, 'path') ?? '/',
    Policies: statements.length === 0 ? undefined : [policy],
    ManagedPolicyArns: policies.length === 0 ? undefined : policies,
    PermissionsBoundary:
      treeAt(settings, 'permissionsBoundary') ??
      treeAt(settings, 'permissionBoundary') ??
      treeAt(service.provider, 'rolePermissionsBoundary'),
    Tags: tagList(treeAt(settings, 'tags')),
  };
}

function tagList(tags: Tree | undefined): Makings {
  if (tags?.kind !== 'dictionary') return undefined;
  return [...tags.entries].map(([key, entry]) => ({ Key: key, Value: entry.value }));
}
