import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { looseName, plainName } from './names.ts';

describe('one name, however it is written', () => {
  test.each([
    ['김하늘', '김 하늘'],
    ['김하늘', ' 김　하늘 '],
    ['김하늘', 'ﾡￜﾱﾾￂﾤￚﾩ'], // half width
    ['김하늘', 'ㄱㅣㅁㅎㅏㄴㅡㄹ'],
    ['김하늘', '김하늘'.normalize('NFD')],
    ['김하늘', '김하늘(金하늘)'],
    ['김하늘', '김하늘 [가명]'],
    ['값진', 'ㄱㅏㅄㅈㅣㄴ'],
    ['Đặng Thị Lan', 'DANG THI LAN'],
    ['Đặng Thị Lan', 'dang-thi lan'],
    ['Đặng Thị Lan', 'Ｄａｎｇ　Ｔｈｉ　Ｌａｎ'],
    ["O'Brien", 'OBrien'],
    ['Łukasz Żak', 'lukasz zak'],
    ['Strauß', 'STRAUSS'],
    ['Mária', 'Maria'],
  ])('%s = %s', (a, b) => expect(plainName(a)).toBe(plainName(b)));

  test.each([
    ['김하늘', '김하눌'],
    ['김하늘', '하늘김'],
    ['류현진', '유현진'], // may be one person; nobody is refused for that
    ['각', '가'],
    ['がく', 'かく'],
  ])('%s ≠ %s', (a, b) => expect(plainName(a)).not.toBe(plainName(b)));

  test('a name without any letter is still a name', () => {
    expect(plainName(' … ')).toBe('…');
    expect(plainName('(김하늘)')).toBe('김하늘');
  });

  const syllables = fc.array(
    fc.integer({ min: 0xac00, max: 0xd7a3 }).map((code) => String.fromCharCode(code)),
    {
      minLength: 2,
      maxLength: 6,
    },
  );
  /** Taken apart, and every part as its half-width or keyboard letter, as old systems print names. */
  const compatibility = (text: string) => {
    const initials = [...'ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ'];
    const vowels = [...'ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ'];
    const finals = ['', ...'ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ'];
    return [...text]
      .map((letter) => {
        const code = letter.charCodeAt(0) - 0xac00;
        return [initials[Math.floor(code / 588)], vowels[Math.floor(code / 28) % 21], finals[code % 28]].join(
          '',
        );
      })
      .join('');
  };
  test('any Hangul name: taken apart, spaced, in brackets of a reading', () => {
    fc.assert(
      fc.property(syllables, fc.nat(5), (letters, at) => {
        const name = letters.join('');
        expect(plainName(name)).toBe(name);
        for (const written of [
          name.normalize('NFD'),
          compatibility(name),
          `${name.slice(0, at)} ${name.slice(at)}`,
          `${name} (본명)`,
        ])
          expect(plainName(written)).toBe(name);
      }),
    );
  });

  test('two names that differ in a syllable never become one', () => {
    fc.assert(
      fc.property(syllables, syllables, (a, b) => {
        fc.pre(a.join('') !== b.join(''));
        expect(plainName(a.join(''))).not.toBe(plainName(b.join('')));
      }),
    );
  });
});

describe('what may be one name', () => {
  test.each([
    ['류현진', '유현진'],
    ['라미란', '나미란'],
    ['림꺽정', '임꺽정'],
    ['녀문영', '여문영'],
    ['Nguyen Thi Lan', 'Lan Nguyen Thi'],
  ])('%s ~ %s', (a, b) => expect(looseName(a)).toBe(looseName(b)));
  test.each([
    ['강미란', '방미란'],
    ['유현진', '우현진'],
    ['김나라', '김라라'], // only the first sound of a name
  ])('%s ≁ %s', (a, b) => expect(looseName(a)).not.toBe(looseName(b)));
});
