import type { Committee } from '../kernel/city-committees.ts';
import type { Vote } from './contract.ts';

export interface Quorum {
  /** Heads that the rule is of. */
  readonly base: number;
  readonly needed: number;
  /** Present, without those whom the item concerns. */
  readonly present: number;
  readonly reached: boolean;
}
export interface Tally {
  readonly for: number;
  readonly against: number;
  readonly abstain: number;
  /** Present, not recused, without a vote. */
  readonly missing: readonly string[];
  readonly quorum: Quorum;
  readonly outcome: 'APPROVED' | 'REJECTED';
  /** As many for as against: whoever presides has decided it. */
  readonly byChair: boolean;
}

export interface Floor {
  /** In office on the day. */
  readonly members: readonly string[];
  readonly present: readonly string[];
  readonly recused: readonly string[];
  readonly presiding?: string | undefined;
  readonly votes: readonly { readonly member: string; readonly vote: Vote }[];
}

type Share = Pick<Committee['quorum'], 'count' | 'numerator' | 'denominator'>;

/** 과반수 of 7 is 4; 3분의 2 이상 of 7 is 5. */
export function heads({ count, numerator, denominator }: Share, base: number): number {
  const share = base * numerator;
  return count === 'MORE_THAN' ? Math.floor(share / denominator) + 1 : Math.ceil(share / denominator);
}

/** Whoever has voted was there, also where they left before the item was closed. */
export function attending({ present, recused, votes, members }: Floor): string[] {
  const here = new Set([...present, ...votes.map(({ member }) => member)]);
  return members.filter((member) => here.has(member) && !recused.includes(member));
}

/** Whether those whom the item does not concern are enough; computed for each item anew. */
export function quorumOf(rules: Pick<Committee, 'quorum' | 'seats'>, floor: Floor): Quorum {
  const base = rules.quorum.of === 'SEATS' ? rules.seats : floor.members.length;
  const needed = Math.max(1, heads(rules.quorum, base));
  const present = attending(floor).length;
  return { base, needed, present, reached: present >= needed };
}

/**
 * Counts one item. The votes of recused members, and of who is not in office, are as if they had not been cast.
 * @returns what it comes to if it is closed now; whether it may be closed, its quorum and missing votes say
 */
export function tallyOf(rules: Pick<Committee, 'quorum' | 'passes' | 'tie' | 'seats'>, floor: Floor): Tally {
  const here = attending(floor);
  const votes = floor.votes.filter(({ member }) => here.includes(member));
  const count = (wanted: Vote) => votes.filter(({ vote }) => vote === wanted).length;
  const [forIt, against, abstain] = [count('FOR'), count('AGAINST'), count('ABSTAIN')];
  const bases = { PRESENT: here.length, VOTES: forIt + against, MEMBERS: floor.members.length };
  const tied = forIt === against && forIt > 0;
  const byChair = tied && rules.tie === 'CHAIR';
  const chair = votes.find(({ member }) => member === floor.presiding)?.vote;
  const needed = heads(rules.passes, bases[rules.passes.of]);
  // A casting vote is one more for: it breaks a tie of those who said something, it is no majority of those who did not.
  const passes = byChair ? chair === 'FOR' && forIt + 1 >= needed : !tied && forIt > 0 && forIt >= needed;
  return {
    for: forIt,
    against,
    abstain,
    missing: here.filter((member) => !votes.some((vote) => vote.member === member)),
    quorum: quorumOf(rules, floor),
    outcome: passes ? 'APPROVED' : 'REJECTED',
    byChair,
  };
}
