import { Stack } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { EmailIdentity, Identity } from 'aws-cdk-lib/aws-ses';
import { Construct } from 'constructs';
import type { City } from '../../functions/kernel/city.ts';
import type { Grants } from '../domains.ts';
import type { Binding } from './binding.ts';

/** Who the programme's mail and text messages come from. */
export class Post extends Construct {
  readonly #mail: { from: string; identity: EmailIdentity };
  readonly #text: { sender: string; arn: string };

  constructor(scope: Construct, id: string, city: City) {
    super(scope, id);
    const { from } = city.mail;
    // The domain is verified by DKIM records that the programme's DNS has to carry (docs/runbook.md).
    const domain = /@([^>\s]+)/.exec(from)?.[1];
    if (!domain) throw new Error(`cities/${city.id}: mail.from has no address: ${from}`);
    this.#mail = { from, identity: new EmailIdentity(this, 'Mail', { identity: Identity.domain(domain) }) };
    const { sender, country } = city.text;
    this.#text = {
      sender,
      arn: Stack.of(this).formatArn({
        service: 'sms-voice',
        resource: 'sender-id',
        resourceName: `${sender}/${country}`,
      }),
    };
  }

  sends(ways: Grants['sends'] = []): Binding {
    const mail = ways.includes('mail');
    const text = ways.includes('text');
    const may = (action: string, resource: string) =>
      new PolicyStatement({ actions: [action], resources: [resource] });
    return {
      env: {
        ...(mail ? { MAIL_FROM: this.#mail.from } : {}),
        ...(text ? { TEXT_SENDER: this.#text.sender } : {}),
      },
      allows: [
        ...(mail ? [may('ses:SendEmail', this.#mail.identity.emailIdentityArn)] : []),
        ...(text ? [may('sms-voice:SendTextMessage', this.#text.arn)] : []),
      ],
    };
  }
}
