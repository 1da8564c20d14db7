/** Takes personal data out of pages: mail addresses and phone numbers. Names stay; in this corpus nobody is real. */
import type { Language } from './config.ts';

/** What stands where personal data stood. */
export const privacyMasks: Record<Language, { mail: string; phone: string }> = {
  en: { mail: 'a hidden address', phone: 'a hidden number' },
  zh: { mail: '已隐去的邮箱', phone: '已隐去的号码' },
};

/** The parts have bounded lengths, so that a long run of letters without '@' is not searched again from each of its letters. */
export const mailAddress = /[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,8}/g;
/**
 * Groups of digits joined by '-', '.', ' ' or brackets, or a mobile number of 11 digits in one. Not part of a longer number, nor of a
 * sum (9461+7894=17355).
 */
const phoneNumber =
  /(?<![\p{N}+=×.-])(?:\+?\(?\d{2,4}\)?(?:[ .-]{1,2}\(?\d{2,8}\)?){1,5}|\+?(?:86)?1[3-9]\d{9})(?![\p{N}]|\s?[+=×]|[.-]\d)/gu;
const date = /^\d{4}[-. ]\d{1,2}[-. ]\d{1,2}$/;
const minPhoneDigits = 7;

/** Replaces mail addresses and phone numbers by a fixed phrase. Dates, sums and codes of up to 6 digits stay. */
export function maskPersonalData(text: string, language: Language): string {
  const masks = privacyMasks[language];
  return text.replace(mailAddress, masks.mail).replace(phoneNumber, (match) => {
    const digits = match.replace(/\D/g, '').length;
    // Numbers with nothing but spaces between them may be a list; a phone number in that form starts with '+' or a bracket.
    const isList = /^[\d ]+$/.test(match) && match.includes(' ');
    return digits < minPhoneDigits || isList || date.test(match) ? match : masks.phone;
  });
}
