import { randomUUID } from 'node:crypto';
import type { Functions } from '../../functions/functions.ts';
import type { Outcome } from '../../functions/outcome.ts';
import { within } from '../../functions/within.ts';
import { type Answerer, type EdgeAnswer, type EdgeRequest, messageAnswer } from '../message.ts';
import { internalError, readAnswer } from './answer.ts';
import { type KeysOf, openAuthorizer } from './authorizer.ts';
import type { ApiDefinition, ApiRoute } from './definition.ts';
import { buildEvent, type Verified } from './event.ts';
import { openRoutes, type RouteMatch } from './route.ts';

/** API Gateway's payload limit: 10 MB. */
const BODY_LIMIT = 10 * 1024 * 1024;

/** Answers requests as an API Gateway HTTP API with Lambda integrations does. */
export function openHttpApi(options: {
  definition: ApiDefinition;
  invoke: Functions['invoke'];
  keysOf: KeysOf;
  now: () => number;
}): Answerer {
  const { definition, invoke, now } = options;
  const findRoute = openRoutes(definition.routes);
  const authorizers = new Map(
    [...definition.authorizers].map(([id, one]) => [id, openAuthorizer(one, options.keysOf)]),
  );

  async function admit(request: EdgeRequest, route: ApiRoute): Promise<Verified | EdgeAnswer | undefined> {
    const authorizer = route.authorizerId === undefined ? undefined : authorizers.get(route.authorizerId);
    if (!authorizer) return undefined;
    const verdict = await authorizer(request.headers, new URLSearchParams(request.query), route.scopes);
    if (verdict.allowed) return verdict.verified;
    return verdict.status === 401
      ? messageAnswer(401, 'Unauthorized', { 'www-authenticate': 'Bearer' })
      : messageAnswer(403, 'Forbidden');
  }

  async function integrate(
    request: EdgeRequest,
    { route, pathParameters }: RouteMatch<ApiRoute>,
    requestId: string,
  ): Promise<EdgeAnswer> {
    const admitted = await admit(request, route);
    if (admitted && 'status' in admitted) return admitted;
    if (!route.permitted) {
      console.error(`HTTP API: no permission to invoke the function of ${route.routeKey}`);
      return internalError();
    }
    const { account, id: apiId, domainName, stage } = definition;
    const event = buildEvent(
      request,
      { account, apiId, domainName, stage, routeKey: route.routeKey },
      {
        requestId,
        now: now(),
        ...(pathParameters ? { pathParameters } : {}),
        ...(admitted ? { verified: admitted } : {}),
      },
    );
    return answerOf(await within(route.timeoutMs, invoke(route.functionArn, event)));
  }

  return async (request) => {
    const requestId = randomUUID();
    const answer =
      request.body.length > BODY_LIMIT
        ? messageAnswer(413, 'Request Entity Too Large')
        : await dispatch(request, requestId);
    return { ...answer, headers: { ...answer.headers, 'apigw-requestid': requestId } };
  };

  async function dispatch(request: EdgeRequest, requestId: string): Promise<EdgeAnswer> {
    const match = findRoute(request.method, request.path);
    return match ? integrate(request, match, requestId) : messageAnswer(404, 'Not Found');
  }
}

function answerOf(outcome: Outcome | undefined): EdgeAnswer {
  // Too late, or no environment free: the gateway's own words for both.
  if (!outcome || outcome.status === 429) return messageAnswer(503, 'Service Unavailable');
  if (outcome.functionError) {
    const { errorType } = outcome.payload as { errorType?: string };
    return errorType === 'Sandbox.Timedout' ? messageAnswer(503, 'Service Unavailable') : internalError();
  }
  if (outcome.status === 413) return messageAnswer(413, 'Request Entity Too Large');
  return outcome.status === 200 ? readAnswer(outcome.payload) : internalError();
}
