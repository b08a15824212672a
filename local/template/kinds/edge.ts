import {
  arnAttribute,
  type Draft,
  global,
  type Kind,
  type Kinds,
  nameFrom,
  numbered,
  token,
} from './kind.ts';

const apiEndpoint = (draft: Draft) => `https://${token(draft, 10)}.execute-api.${draft.region}.amazonaws.com`;

/** CloudFront's policies: referred to by id. */
const policy: Kind = { id: (draft) => token(draft, 36), attributes: { Id: (_draft, id) => id } };

const functionArn = (draft: Draft) => global(draft, 'cloudfront', `function/${nameFrom(draft, 'Name', 64)}`);

/** Web ACLs for CloudFront are global, others regional. */
const acl = (service: string): Kind => ({
  id: (draft) => `${nameFrom(draft, 'Name')}|${token(draft, 36)}|${String(draft.property('Scope'))}`,
  arn: (draft) => {
    const scope = draft.property('Scope') === 'CLOUDFRONT' ? 'global' : 'regional';
    return `arn:aws:wafv2:${draft.region}:${draft.account}:${scope}/${service}/${nameFrom(draft, 'Name')}/${token(draft, 36)}`;
  },
  attributes: { ...arnAttribute, Id: (draft) => token(draft, 36) },
});

export const EDGE: Kinds = {
  'AWS::ApiGatewayV2::Api': {
    id: (draft) => token(draft, 10),
    arn: (draft, id) => `arn:aws:apigateway:${draft.region}::/apis/${id}`,
    attributes: { ApiEndpoint: apiEndpoint, ApiId: (_draft, id) => id },
  },
  'AWS::ApiGatewayV2::Stage': { id: (draft) => String(draft.property('StageName')) },
  'AWS::ApiGatewayV2::Route': numbered(7, 'RouteId'),
  'AWS::ApiGatewayV2::Integration': numbered(7, 'IntegrationId'),
  'AWS::ApiGatewayV2::Authorizer': numbered(6, 'AuthorizerId'),
  'AWS::CloudFront::Distribution': {
    id: (draft) => `E${token(draft, 13).toUpperCase()}`,
    arn: (draft, id) => global(draft, 'cloudfront', `distribution/${id}`),
    attributes: {
      Id: (_draft, id) => id,
      DomainName: (draft) => `d${token(draft, 13)}.cloudfront.net`,
    },
  },
  'AWS::CloudFront::Function': {
    id: functionArn,
    arn: functionArn,
    attributes: {
      FunctionARN: (_draft, id) => id,
      'FunctionMetadata.FunctionARN': (_draft, id) => id,
      Stage: () => 'LIVE',
    },
  },
  'AWS::CloudFront::ResponseHeadersPolicy': policy,
  'AWS::CloudFront::CachePolicy': policy,
  'AWS::CloudFront::OriginRequestPolicy': policy,
  'AWS::CloudFront::OriginAccessControl': policy,
  'AWS::WAFv2::WebACL': acl('webacl'),
  'AWS::WAFv2::IPSet': acl('ipset'),
  'AWS::WAFv2::LoggingConfiguration': { id: (draft) => `${draft.stack}-${draft.logicalId}` },
  'AWS::CertificateManager::Certificate': {
    id: (draft) => `arn:aws:acm:${draft.region}:${draft.account}:certificate/${token(draft, 36)}`,
    arn: (_draft, id) => id,
  },
  'AWS::Route53::RecordSet': { id: (draft) => nameFrom(draft, 'Name', 255) },
};
