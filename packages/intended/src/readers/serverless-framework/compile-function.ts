import type { Place } from '#source/place';
import type { Tree } from '#source/tree';
import type { Makings } from './make-tree.ts';
import { getArn, makeTree, ref } from './make-tree.ts';
import { functionPart, layerId, logGroupId, ROLE_ID } from './names.ts';
import { entriesOf, intrinsicOf, isNull, isTrue, itemsOf, textAt, textOf, treeAt } from './read-tree.ts';
import { addDestinations, addNeeds, addUrl } from './function-extras.ts';
import type { Piecework, Service, ServerlessFunction, Workpiece } from './service.ts';
import { arnOf, joinTexts, setting, workpiece } from './service.ts';

/** A function with its log group, URL and asynchronous destinations. */
export function compileFunction(fn: ServerlessFunction, service: Service, ownRole: boolean): Piecework {
  const work = workpiece(fn.at);
  const attributes: Record<string, Makings> = {
    DependsOn: treeAt(fn.tree, 'dependsOn'),
    Condition: treeAt(fn.tree, 'condition'),
  };
  const properties = { ...codeProperties(fn, service), ...settings(fn, service), Role: role(fn, service, ownRole) };
  work.add(fn.id, 'AWS::Lambda::Function', properties, { attributes });
  if (!isTrue(setting(fn, service, 'disableLogs'))) addLogGroup(fn, service, work);
  addUrl(fn, work);
  addDestinations(fn, service, work);
  addNeeds(fn, service, work);
  return work;
}

/** Where the code is: an image, an archive, or the folder of the service, told from the file that has the function. */
function codeProperties(fn: ServerlessFunction, service: Service): Readonly<Record<string, Makings>> {
  const image = treeAt(fn.tree, 'image');
  if (image !== undefined)
    return { PackageType: 'Image', Code: { ImageUri: imageUri(image, service) }, ImageConfig: imageConfig(image) };
  const runtime = setting(fn, service, 'runtime');
  const packed = textAt(fn.tree, 'package', 'artifact') ?? textAt(service.tree, 'package', 'artifact');
  // An archive of an interpreted language is packed from the service's own folder, where the code can be read.
  const isInterpreted = /^(?:nodejs|python|ruby)/.test(textOf(runtime) ?? 'nodejs');
  const artifact = isInterpreted && (packed ?? '').endsWith('.zip') ? undefined : packed;
  const handler = treeAt(fn.tree, 'handler');
  const at = handler?.at ?? fn.at;
  return {
    Handler: handler,
    Runtime: runtime ?? 'nodejs20.x',
    Code: makeTree(pathFrom(fn.at.file, service.file, artifact ?? ''), at),
  };
}

/** The path from the folder of `from` to `to` beside the service file; both are relative to the same root. */
export function pathFrom(from: string, serviceFile: string, to: string): string {
  const up = folders(from);
  const down = folders(serviceFile);
  while (up.length > 0 && up[0] === down[0]) {
    up.shift();
    down.shift();
  }
  const steps = [...up.map(() => '..'), ...down, ...(to === '' ? [] : [to])];
  return steps.length === 0 ? '.' : steps.join('/');
}

function folders(file: string): string[] {
  return file.split('/').slice(0, -1);
}

function imageUri(image: Tree, service: Service): Makings {
  const name = textOf(image) ?? textAt(image, 'name');
  const named = name === undefined ? undefined : treeAt(service.provider, 'ecr', 'images', name);
  return treeAt(image, 'uri') ?? treeAt(named, 'uri') ?? textOf(named) ?? treeAt(named, 'path') ?? name ?? image;
}

function imageConfig(image: Tree): Makings {
  const parts = {
    Command: treeAt(image, 'command'),
    EntryPoint: treeAt(image, 'entryPoint'),
    WorkingDirectory: treeAt(image, 'workingDirectory'),
  };
  return Object.values(parts).some((part) => part !== undefined) ? parts : undefined;
}

function settings(fn: ServerlessFunction, service: Service): Readonly<Record<string, Makings>> {
  const tracing = treeAt(fn.tree, 'tracing') ?? treeAt(service.provider, 'tracing', 'lambda');
  const onError = treeAt(fn.tree, 'onError');
  return {
    FunctionName: fn.name,
    Description: treeAt(fn.tree, 'description'),
    MemorySize: setting(fn, service, 'memorySize') ?? 1024,
    Timeout: setting(fn, service, 'timeout') ?? 6,
    Environment: environment(fn, service),
    Layers: layers(fn, service),
    VpcConfig: vpc(fn, service),
    KmsKeyArn:
      treeAt(fn.tree, 'kmsKeyArn') ??
      treeAt(fn.tree, 'awsKmsKeyArn') ??
      treeAt(service.provider, 'kmsKeyArn') ??
      treeAt(service.tree, 'service', 'awsKmsKeyArn'),
    TracingConfig: tracing === undefined ? undefined : { Mode: isTrue(tracing) ? 'Active' : tracing },
    DeadLetterConfig: onError === undefined ? undefined : { TargetArn: arnOf(onError, service) },
    ReservedConcurrentExecutions: treeAt(fn.tree, 'reservedConcurrency'),
    Architectures: wrap(setting(fn, service, 'architecture')),
    EphemeralStorage: sized(treeAt(fn.tree, 'ephemeralStorageSize')),
    FileSystemConfigs: fileSystem(fn),
    SnapStart: isTrue(treeAt(fn.tree, 'snapStart')) ? { ApplyOn: 'PublishedVersions' } : undefined,
    Tags: tags(fn, service),
  };
}

function wrap(tree: Tree | undefined): Makings {
  return tree === undefined ? undefined : [tree];
}

function sized(tree: Tree | undefined): Makings {
  return tree === undefined ? undefined : { Size: tree };
}

function fileSystem(fn: ServerlessFunction): Makings {
  const config = treeAt(fn.tree, 'fileSystemConfig');
  return config === undefined
    ? undefined
    : [{ Arn: treeAt(config, 'arn'), LocalMountPath: treeAt(config, 'localMountPath') }];
}

/** The provider's variables with the function's laid over; `null` takes one away. */
function environment(fn: ServerlessFunction, service: Service): Makings {
  const variables = new Map<string, { readonly value: Tree; readonly keyAt: Place }>();
  const sources = [treeAt(service.provider, 'environment'), treeAt(fn.tree, 'environment')];
  for (const source of sources)
    for (const [name, entry] of entriesOf(source)) {
      if (isNull(entry.value)) variables.delete(name);
      else variables.set(name, entry);
    }
  const unknown = sources.find((source) => intrinsicOf(source) !== undefined);
  if (unknown !== undefined) return { Variables: unknown };
  if (variables.size === 0) return undefined;
  const tree: Tree = {
    kind: 'dictionary',
    entries: variables,
    tag: undefined,
    at: sources[1]?.at ?? sources[0]?.at ?? fn.at,
  };
  return { Variables: tree };
}

function layers(fn: ServerlessFunction, service: Service): Makings {
  const given = itemsOf(setting(fn, service, 'layers'));
  if (given.length === 0) return undefined;
  // A layer is named by its ARN, by the generated logical id, or by a `Ref` to that.
  return given.map((layer) => {
    const text = textOf(layer);
    const own = text === undefined ? undefined : treeAt(service.tree, 'layers', text);
    return own === undefined || text === undefined ? layer : ref(layerId(text));
  });
}

function vpc(fn: ServerlessFunction, service: Service): Makings {
  const own = treeAt(fn.tree, 'vpc');
  if (textOf(own) === 'false' || textOf(own) === '~') return undefined;
  const config = own ?? treeAt(service.provider, 'vpc');
  if (config === undefined) return undefined;
  if (config.kind !== 'dictionary' || intrinsicOf(config) !== undefined) return config;
  return { SecurityGroupIds: treeAt(config, 'securityGroupIds'), SubnetIds: treeAt(config, 'subnetIds') };
}

function tags(fn: ServerlessFunction, service: Service): Makings {
  const all = new Map<string, Tree>();
  for (const source of [treeAt(service.provider, 'tags'), treeAt(fn.tree, 'tags')])
    for (const [key, entry] of entriesOf(source)) all.set(key, entry.value);
  return all.size === 0 ? undefined : [...all].map(([key, value]) => ({ Key: key, Value: value }));
}

function role(fn: ServerlessFunction, service: Service, ownRole: boolean): Makings {
  if (ownRole) return getArn(`${functionPart(fn.key)}${ROLE_ID}`);
  const given = givenRole(fn, service);
  return given === undefined ? getArn(ROLE_ID) : roleArn(given);
}

/** A role that people name instead of the generated one. */
export function givenRole(fn: ServerlessFunction, service: Service): Tree | undefined {
  const own = treeAt(fn.tree, 'role');
  if (own !== undefined) return own;
  const role = treeAt(service.provider, 'iam', 'role') ?? treeAt(service.provider, 'role');
  return role === undefined || isRoleSettings(role) ? undefined : role;
}

/** `iam.role` is either the settings of the generated role, or a role. */
function isRoleSettings(role: Tree): boolean {
  return role.kind === 'dictionary' && intrinsicOf(role) === undefined;
}

function roleArn(role: Tree): Makings {
  const text = textOf(role);
  if (text === undefined || text.startsWith('arn:')) return role;
  return makeTree(getArn(text), role.at);
}

function addLogGroup(fn: ServerlessFunction, service: Service, work: Workpiece): void {
  const retention = setting(fn, service, 'logRetentionInDays');
  const properties = {
    LogGroupName: joinTexts('', '/aws/lambda/', fn.name),
    RetentionInDays: retention,
    DataProtectionPolicy: setting(fn, service, 'logDataProtectionPolicy'),
  };
  work.add(logGroupId(fn.key), 'AWS::Logs::LogGroup', properties, { of: fn.id });
}
