import { describe, expect, test } from 'vitest';
import { languages } from '../../../common/languages';
import { consoleActs, manualOf, manualTopics } from '../../../common/manuals';
import { providerIds, type StoredProviderId } from '../../../common/providers';

test('a provider that only a later Keyfold knows has no manual here', () => {
  expect(manualOf('tencent' as StoredProviderId)).toBeNull();
});

for (const id of providerIds) {
  describe(id, () => {
    const manual = manualOf(id);
    const texts = [...Object.values(manual.topics), ...manual.leaked, ...(manual.pathsNote ? [manual.pathsNote] : [])];

    test('says what a pair is, whose the resources are, and what to do after a leak', () => {
      expect(manual.topics.pair).toBeDefined();
      expect(manual.topics.owner).toBeDefined();
      expect(manual.leaked.length).toBeGreaterThan(1);
      for (const topic of Object.keys(manual.topics)) expect(manualTopics).toContain(topic);
    });

    test('says everything in every language', () => {
      for (const text of texts) {
        expect(Object.keys(text)).toEqual([...languages]);
        for (const words of Object.values(text)) expect(words).toMatch(/\S/);
        expect(text['zh-CN']).toMatch(/\p{Script=Han}/u);
        // As in the catalogues: a blank between Chinese and Latin letters or digits.
        expect(text['zh-CN']).not.toMatch(/\p{Script=Han}[A-Za-z0-9]|[A-Za-z0-9]\p{Script=Han}/u);
      }
    });

    test('names the pages of the console in every language', () => {
      expect(manual.paths.map(({ act }) => act)).toEqual(
        manual.paths.map(({ act }) => act).sort((one, other) => consoleActs.indexOf(one) - consoleActs.indexOf(other)),
      );
      for (const { steps } of manual.paths) {
        for (const language of languages) {
          expect(steps[language].length).toBeGreaterThan(1);
          expect(new Set(steps[language]).size).toBe(steps[language].length);
        }
      }
    });
  });
}
