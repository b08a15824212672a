import type { PreTokenGenerationV2TriggerEvent } from 'aws-lambda';
import { claimsOf } from './domain.ts';

/**
 * Cognito's trigger before a token is made (event V2_0): the access token gets the person's district or partner and their name, so
 * that the API need not look it up. Groups are in the token already.
 */
export const handler = async (
  event: PreTokenGenerationV2TriggerEvent,
): Promise<PreTokenGenerationV2TriggerEvent> => ({
  ...event,
  response: {
    claimsAndScopeOverrideDetails: {
      accessTokenGeneration: { claimsToAddOrOverride: claimsOf(event.request.userAttributes) },
    },
  },
});
