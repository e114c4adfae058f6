import type { Resource } from '#model/application';
import type { Value } from '#model/value';
import { itemsOf, literal, referenceOf, valueAt } from '#model/read-value';
import { generated, idSuffix } from './expansion.ts';
import { reference } from './shape.ts';

export interface DomainOptions {
  readonly protocol: 'rest' | 'http';
  readonly stageId: string;
}

/** `Domain`: the domain's name, its mappings to the stage, and its record in Route 53. */
export function customDomain(api: Resource, { protocol, stageId }: DomainOptions): readonly Resource[] {
  const domain = valueAt(api.properties, 'Domain');
  if (domain?.kind !== 'dictionary') return [];
  const { at } = domain;
  const name = protocol === 'rest' ? restDomain(api, domain) : httpDomain(api, domain);
  const domainRef = reference(name.id, 'Ref', at);
  const stage = reference(stageId, 'Ref', at);
  const apiId = reference(api.id, 'Ref', at);
  const paths = itemsOf(valueAt(domain, 'BasePath'));
  const mappings = (paths.length === 0 ? [undefined] : paths).map((path) =>
    protocol === 'rest'
      ? generated(api, `${api.logicalId}${idSuffix(path)}BasePathMapping`, 'AWS::ApiGateway::BasePathMapping', {
          properties: { BasePath: path, DomainName: domainRef, RestApiId: apiId, Stage: stage },
          at,
        })
      : generated(api, `${api.logicalId}${idSuffix(path)}ApiMapping`, 'AWS::ApiGatewayV2::ApiMapping', {
          properties: { ApiMappingKey: path, DomainName: domainRef, ApiId: apiId, Stage: stage },
          at,
        }),
  );
  return [name, ...mappings, ...recordSet(api, domain, name)];
}

/** The transform's logical id ends in a hash of the domain; here it ends in the domain's own letters, where literal. */
export function domainId(api: Resource, protocol: DomainOptions['protocol']): string {
  const name = valueAt(api.properties, 'Domain', 'DomainName');
  const word = literal(name) === undefined ? (referenceOf(name)?.to ?? '') : '';
  return `ApiGatewayDomainName${protocol === 'http' ? 'V2' : ''}${idSuffix(name)}${word}`;
}

function restDomain(api: Resource, domain: Value): Resource {
  const type = literal(valueAt(domain, 'EndpointConfiguration')) ?? 'REGIONAL';
  const certificate = valueAt(domain, 'CertificateArn');
  return generated(
    api,
    domainId(api, 'rest'),
    type === 'PRIVATE' ? 'AWS::ApiGateway::DomainNameV2' : 'AWS::ApiGateway::DomainName',
    {
      properties: {
        DomainName: valueAt(domain, 'DomainName'),
        CertificateArn: type === 'REGIONAL' ? undefined : certificate,
        RegionalCertificateArn: type === 'REGIONAL' ? certificate : undefined,
        EndpointConfiguration: { Types: [type] },
        SecurityPolicy: valueAt(domain, 'SecurityPolicy'),
        MutualTlsAuthentication: valueAt(domain, 'MutualTlsAuthentication'),
        OwnershipVerificationCertificateArn: valueAt(domain, 'OwnershipVerificationCertificateArn'),
        Policy: valueAt(domain, 'Policy'),
      },
      at: domain.at,
    },
  );
}

function httpDomain(api: Resource, domain: Value): Resource {
  return generated(api, domainId(api, 'http'), 'AWS::ApiGatewayV2::DomainName', {
    properties: {
      DomainName: valueAt(domain, 'DomainName'),
      DomainNameConfigurations: [
        {
          CertificateArn: valueAt(domain, 'CertificateArn'),
          EndpointType: valueAt(domain, 'EndpointConfiguration') ?? 'REGIONAL',
          SecurityPolicy: valueAt(domain, 'SecurityPolicy'),
          OwnershipVerificationCertificateArn: valueAt(domain, 'OwnershipVerificationCertificateArn'),
        },
      ],
      MutualTlsAuthentication: valueAt(domain, 'MutualTlsAuthentication'),
    },
    at: domain.at,
  });
}

function recordSet(api: Resource, domain: Value, name: Resource): readonly Resource[] {
  const route = valueAt(domain, 'Route53');
  if (route?.kind !== 'dictionary') return [];
  const { at } = route;
  const zone = valueAt(route, 'HostedZoneId') ?? valueAt(route, 'HostedZoneName');
  const isEdge = literal(valueAt(domain, 'EndpointConfiguration')) === 'EDGE';
  const word = literal(zone) === undefined ? (referenceOf(zone)?.to ?? '') : '';
  const target = {
    HostedZoneId: isEdge ? 'Z2FDTNDATAQYW2' : reference(name.id, 'RegionalHostedZoneId', at),
    DNSName: reference(name.id, isEdge ? 'DistributionDomainName' : 'RegionalDomainName', at),
  };
  const types = literal(valueAt(route, 'IpV6')) === 'true' ? ['A', 'AAAA'] : ['A'];
  return [
    generated(api, `RecordSetGroup${idSuffix(zone)}${word}`, 'AWS::Route53::RecordSetGroup', {
      properties: {
        HostedZoneId: valueAt(route, 'HostedZoneId'),
        HostedZoneName: valueAt(route, 'HostedZoneName'),
        RecordSets: types.map((type) => ({ Name: valueAt(domain, 'DomainName'), Type: type, AliasTarget: target })),
      },
      at,
    }),
  ];
}
