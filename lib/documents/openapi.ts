import * as z from 'zod';
import type { Contract, Route } from '../../functions/kernel/contract.ts';
import { type ErrorCodes, KERNEL_ERRORS, PORTAL_ERRORS } from '../../functions/kernel/errors.ts';
import { COVERED } from '../../functions/kernel/message-signature.ts';

type Json = Record<string, unknown>;

const schema = (shape: z.ZodType, io: 'input' | 'output'): Json => {
  const { $schema: _, ...rest } = z.toJSONSchema(shape, { io, unrepresentable: 'any' }) as Json;
  return rest;
};

function parameters(shape: z.ZodType | undefined, where: 'path' | 'query'): Json[] {
  if (!shape) return [];
  const { properties = {}, required = [] } = schema(shape, 'input') as {
    properties?: Record<string, Json>;
    required?: string[];
  };
  return Object.entries(properties).map(([name, property]) => ({
    name,
    in: where,
    required: where === 'path' || required.includes(name),
    schema: property,
  }));
}

const header = (name: string, description: string): Json => ({
  name,
  in: 'header',
  required: true,
  description,
  schema: { type: 'string' },
});

/** What a portal signs, and where the signature stands (docs/portal.md). */
const SIGNATURE = [
  header('Content-Digest', 'RFC 9530: sha-256 of the body as it is sent'),
  header('Signature-Input', `RFC 9421: covers ${COVERED.join(', ')}; with created and keyid`),
  header('Signature', 'RFC 9421: by an Ed25519 key that the city knows'),
];

/** Problem answers of a route, by status: codes of the kernel and of the domain. */
function problems(errors: ErrorCodes): Record<string, Json> {
  const byStatus = new Map<number, string[]>();
  for (const [code, status] of Object.entries({ ...KERNEL_ERRORS, ...errors })) {
    byStatus.set(status, [...(byStatus.get(status) ?? []), code]);
  }
  return Object.fromEntries(
    [...byStatus]
      .sort(([a], [b]) => a - b)
      .map(([status, codes]) => [
        String(status),
        {
          description: codes.join(', '),
          content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
        },
      ]),
  );
}

function operation(domain: string, name: string, route: Route, errors: ErrorCodes): Json {
  const { access } = route;
  const security = access.audience === 'public' ? [] : [{ [access.audience]: [] }];
  const isHolder = access.audience === 'public' && access.session === true;
  const isPortal = access.audience === 'portal';
  return {
    operationId: `${domain}.${name}`,
    tags: [domain],
    summary: route.summary,
    description:
      access.audience === 'staff'
        ? `For: ${access.groups.join(', ')}`
        : `For: ${isHolder ? 'the holder of the one-time code' : access.audience}`,
    security,
    parameters: [
      ...parameters(route.params, 'path'),
      ...parameters(route.query, 'query'),
      ...(route.method === 'GET'
        ? []
        : [header('Idempotency-Key', 'A ULID; the same key and body again gives the same answer')]),
      ...(isHolder ? [header('x-follow-session', 'The token of the one-time code')] : []),
      ...(isPortal ? SIGNATURE : []),
    ],
    ...(route.body
      ? {
          requestBody: {
            required: true,
            content: { 'application/json': { schema: schema(route.body, 'input') } },
          },
        }
      : {}),
    responses: {
      [route.status ?? 200]: {
        description: 'Done',
        content: { 'application/json': { schema: schema(route.answer, 'output') } },
      },
      ...problems(isPortal ? { ...PORTAL_ERRORS, ...errors } : errors),
    },
  };
}

/** The OpenAPI 3.1 document of every contract. */
export function openApi(contracts: readonly Contract[]): Json {
  const paths: Record<string, Json> = {};
  for (const { domain, routes, errors } of contracts) {
    for (const [name, route] of Object.entries(routes)) {
      paths[route.path] = {
        ...paths[route.path],
        [route.method.toLowerCase()]: operation(domain, name, route, errors),
      };
    }
  }
  const bearer = { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' };
  return {
    openapi: '3.1.0',
    info: {
      title: 'ithope',
      version: '1',
      description: 'Generated from functions/*/contract.ts by `npm run docs`.',
    },
    paths,
    components: {
      securitySchemes: { staff: bearer, citizen: bearer, portal: bearer },
      schemas: {
        Problem: {
          type: 'object',
          required: ['type', 'title', 'status', 'code', 'requestId'],
          properties: {
            type: { type: 'string' },
            title: { type: 'string' },
            status: { type: 'integer' },
            code: { type: 'string' },
            detail: { type: 'object' },
            errors: {
              type: 'array',
              items: { type: 'object', properties: { path: { type: 'string' }, code: { type: 'string' } } },
            },
            requestId: { type: 'string' },
          },
        },
      },
    },
  };
}
