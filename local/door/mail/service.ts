import type { Authority } from '../authority.ts';
import type { Cloud } from '../cloud.ts';
import { ServiceError } from '../errors.ts';
import { restError } from '../functions/service.ts';
import type { Service } from '../service.ts';
import { readInput, unknownAction } from '../service.ts';
import { addressOf, displayName, readContent } from './content.ts';
import type { Mailbox } from './mailbox.ts';

interface SendEmail {
  FromEmailAddress?: string;
  Destination?: { ToAddresses?: string[]; CcAddresses?: string[]; BccAddresses?: string[] };
  ReplyToAddresses?: string[];
  Content?: unknown;
  ConfigurationSetName?: string;
  EmailTags?: { Name: string; Value: string }[];
}

const RECIPIENTS = 50; // SES quota for one message

/** SES v2's SendEmail: mail lands in the mailbox. */
export function openMailService(authority: Authority, cloud: Cloud, mailbox: Mailbox): Service {
  const base = `arn:aws:ses:${cloud.region}:${cloud.account}`;
  const identities = cloud
    .ofType('AWS::SES::EmailIdentity')
    .map(({ properties }) => String(properties.EmailIdentity));
  const sets = cloud
    .ofType('AWS::SES::ConfigurationSet')
    .map(({ properties, physicalId }) => String(properties.Name ?? physicalId));

  function send(input: SendEmail, roleArn: string): { MessageId: string } {
    const content = readContent(input.Content);
    const from = input.FromEmailAddress ?? content.from ?? '';
    const address = addressOf(from);
    const { ToAddresses = content.to ?? [], CcAddresses = [], BccAddresses = [] } = input.Destination ?? {};
    const recipients = [...ToAddresses, ...CcAddresses, ...BccAddresses];
    const context = {
      'ses:FromAddress': address,
      'ses:FromDisplayName': displayName(from),
      'ses:Recipients': recipients.map(addressOf),
      'ses:ApiVersion': '2',
    };
    // The address itself, or else its domain, must be a verified identity; it is what grants name.
    const identity =
      identities.find((one) => one === address) ?? identities.find((one) => address.endsWith(`@${one}`));
    if (identity === undefined)
      throw new ServiceError(
        'MessageRejected',
        `Email address is not verified. The following identities failed the check in region ${cloud.region.toUpperCase()}: ${from}`,
      );
    // SESv2 asks for the raw message's permission under its own name.
    const action = content.raw ? 'ses:SendRawEmail' : 'ses:SendEmail';
    authority.demand(roleArn, action, `${base}:identity/${identity}`, context);
    const set = input.ConfigurationSetName;
    if (set !== undefined) {
      if (!sets.includes(set))
        throw new ServiceError('NotFoundException', `Configuration set <${set}> does not exist.`, 404);
      authority.demand(roleArn, action, `${base}:configuration-set/${set}`, context);
    }
    if (recipients.length === 0 || recipients.length > RECIPIENTS)
      throw new ServiceError(
        'BadRequestException',
        `Recipient count is ${recipients.length}; it must be 1 to ${RECIPIENTS}.`,
      );
    const wrong = recipients.find((one) => !/^[^@\s]+@[^@\s]+$/.test(addressOf(one)));
    if (wrong !== undefined) throw new ServiceError('BadRequestException', 'Illegal address');
    const mail = mailbox.deliver({
      channel: 'mail',
      from,
      to: ToAddresses,
      cc: CcAddresses,
      bcc: BccAddresses,
      replyTo: input.ReplyToAddresses ?? [],
      subject: content.subject,
      ...(content.text === undefined ? {} : { text: content.text }),
      ...(content.html === undefined ? {} : { html: content.html }),
      attachments: content.attachments,
      headers: content.headers,
      tags: Object.fromEntries((input.EmailTags ?? []).map(({ Name, Value }) => [Name, Value])),
    });
    return { MessageId: mail.id };
  }

  return {
    async answer(request, roleArn) {
      try {
        if (request.method !== 'POST' || request.path !== '/v2/email/outbound-emails')
          throw unknownAction('ses', `${request.method} ${request.path}`);
        const answer = send(readInput(request) as SendEmail, roleArn);
        return { status: 200, headers: { 'content-type': 'application/json' }, body: JSON.stringify(answer) };
      } catch (error) {
        if (error instanceof ServiceError) return restError(error);
        throw error;
      }
    },
    async call(roleArn, action, input) {
      if (action !== 'SendEmail') throw unknownAction('ses', action);
      return send(input as SendEmail, roleArn);
    },
  };
}
