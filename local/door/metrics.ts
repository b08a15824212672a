import type { Authority } from './authority.ts';
import { ServiceError } from './errors.ts';
import type { Service } from './service.ts';
import { unknownAction } from './service.ts';

/** CloudWatch, as far as functions need it: PutMetricData is authorised, and its figures go nowhere. */
export function openMetricService(authority: Authority): Service {
  const put = (roleArn: string, action: string, namespace: string | undefined): Record<string, never> => {
    if (action !== 'PutMetricData') throw unknownAction('cloudwatch', action);
    authority.demand(roleArn, 'cloudwatch:PutMetricData', '*', { 'cloudwatch:namespace': namespace });
    return {};
  };
  return {
    async answer(request, roleArn) {
      const form = new URLSearchParams(request.body.toString('utf8'));
      try {
        put(
          roleArn,
          form.get('Action') ?? request.path.split('/').at(-1) ?? '',
          form.get('Namespace') ?? undefined,
        );
        const namespace = 'http://monitoring.amazonaws.com/doc/2010-08-01/';
        const body = `<PutMetricDataResponse xmlns="${namespace}"/>`;
        return { status: 200, headers: { 'content-type': 'text/xml' }, body };
      } catch (error) {
        if (!(error instanceof ServiceError)) throw error;
        const body = `<ErrorResponse><Error><Code>${error.code}</Code><Message>${error.message}</Message></Error></ErrorResponse>`;
        return { status: 403, headers: { 'content-type': 'text/xml' }, body };
      }
    },
    call: async (roleArn, action, input) => put(roleArn, action, input.Namespace as string | undefined),
  };
}
