import { matchesPattern } from '../../door/policy/pattern.ts';
import type { Answerer, EdgeAnswer, EdgeRequest } from '../message.ts';
import { compressed } from './compress.ts';
import type { Behavior, DistributionDefinition, Origin } from './definition.ts';
import type { EdgeFunction } from './edge-function.ts';
import { withPolicy } from './headers-policy.ts';

/** Answers requests as the CloudFront distribution of the templates does; nothing is cached. */
export function openDistribution(options: {
  definition: DistributionDefinition;
  /** By ARN. */
  functions: ReadonlyMap<string, EdgeFunction>;
  origin: (origin: Origin, request: EdgeRequest) => Promise<EdgeAnswer> | EdgeAnswer;
}): Answerer {
  const { definition, functions } = options;
  const place = { distributionId: definition.id, domainName: definition.domainName };

  const behaviorOf = (path: string): Behavior => {
    const found = definition.behaviors.find(({ pattern }) =>
      matchesPattern(pattern.startsWith('/') || pattern === '*' ? pattern : `/${pattern}`, path),
    );
    return found as Behavior; // the default one, `*`, is always last
  };

  /** What the origin answers, or the page that the distribution shows in its place. */
  async function fetchOrigin(behavior: Behavior, request: EdgeRequest): Promise<EdgeAnswer> {
    const { origin } = behavior;
    const asked = forOrigin(behavior, request);
    const answer = await options.origin(origin, { ...asked, path: `${origin.path}${asked.path}` });
    const page = definition.errorPages.get(answer.status);
    if (!page) return answer;
    const instead = behaviorOf(page.page);
    const shown = await options.origin(instead.origin, {
      ...forOrigin(instead, request),
      method: 'GET',
      path: `${instead.origin.path}${page.page}`,
    });
    return shown.status === 200 ? { ...shown, status: page.status } : answer;
  }

  async function serve(behavior: Behavior, viewer: EdgeRequest): Promise<EdgeAnswer> {
    if (!behavior.methods.includes(viewer.method))
      return errorPage(403, 'This distribution is not configured to allow the HTTP request method.');
    const onRequest = behavior.onRequest ? functions.get(behavior.onRequest) : undefined;
    const request = onRequest ? await onRequest.onRequest(viewer, place) : viewer;
    if ('status' in request) return withPolicy(request, behavior.policy);
    const { defaultRootObject: root } = definition;
    const asked = request.path === '/' && root !== '' ? { ...request, path: `/${root}` } : request;
    const fetched = await fetchOrigin(behavior, asked);
    const answer = withPolicy(fetched, behavior.policy);
    const onResponse = behavior.onResponse ? functions.get(behavior.onResponse) : undefined;
    // CloudFront does not call functions for an origin's errors.
    const last =
      onResponse && fetched.status < 400 ? await onResponse.onResponse(asked, answer, place) : answer;
    return compressed(last, behavior.compression, viewer.headers['accept-encoding'] ?? '');
  }

  return async (viewer) => {
    const behavior = behaviorOf(viewer.path);
    let answer: EdgeAnswer;
    try {
      answer = await serve(behavior, viewer);
    } catch (error) {
      console.error('distribution: fault', error);
      answer = withPolicy(
        errorPage(503, 'The function or origin behind this address failed.'),
        behavior.policy,
      );
    }
    return { ...answer, headers: { ...answer.headers, via: '1.1 local (CloudFront)' } };
  };
}

/** Without an origin request policy, neither query nor cookies nor the viewer's own headers are handed on. */
function forOrigin(behavior: Behavior, request: EdgeRequest): EdgeRequest {
  const { origin } = behavior;
  const own = origin.kind === 'api' ? origin.headers : {};
  const forwarded = {
    'x-forwarded-for': request.sourceIp,
    'x-forwarded-port': '443',
    'x-forwarded-proto': 'https',
    via: '1.1 local (CloudFront)',
  };
  if (behavior.forwardsViewer) return { ...request, headers: { ...request.headers, ...forwarded, ...own } };
  const kept = ['if-none-match', 'if-modified-since', 'content-length', 'content-type'];
  const few = Object.entries(request.headers).filter(([name]) => kept.includes(name));
  const headers = { ...Object.fromEntries(few), 'user-agent': 'Amazon CloudFront', ...forwarded, ...own };
  return { ...request, query: '', headers };
}

const errorPage = (status: number, message: string): EdgeAnswer => ({
  status,
  headers: { 'content-type': 'text/html' },
  body: Buffer.from(
    `<!DOCTYPE html><html><head><title>ERROR: The request could not be satisfied</title></head><body><h1>${status} ERROR</h1><p>${message}</p></body></html>`,
  ),
});
