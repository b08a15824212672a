import { PinpointSMSVoiceV2Client, SendTextMessageCommand } from '@aws-sdk/client-pinpoint-sms-voice-v2';
import { SESv2Client, SendEmailCommand } from '@aws-sdk/client-sesv2';
import type { Message } from './domain.ts';

/** Ways out of the house: mail and text messages. */
export interface Post {
  mail(to: string, message: Message): Promise<void>;
  text(to: string, body: string): Promise<void>;
}

/** 010-1234-5678 as it is stored (national digits) → +821012345678, as carriers want it. */
export const international = (phone: string, countryCode = '82'): string =>
  `+${countryCode}${phone.replace(/^0/, '')}`;

export function openPost(from: { mail: string; text: string }): Post {
  const mail = new SESv2Client({});
  const texts = new PinpointSMSVoiceV2Client({});
  return {
    async mail(to, { subject, text }) {
      await mail.send(
        new SendEmailCommand({
          FromEmailAddress: from.mail,
          Destination: { ToAddresses: [to] },
          Content: {
            Simple: {
              Subject: { Data: subject, Charset: 'UTF-8' },
              Body: { Text: { Data: text, Charset: 'UTF-8' } },
            },
          },
        }),
      );
    },
    async text(to, body) {
      await texts.send(
        new SendTextMessageCommand({
          DestinationPhoneNumber: international(to),
          OriginationIdentity: from.text,
          MessageBody: body,
          MessageType: 'TRANSACTIONAL',
        }),
      );
    },
  };
}
