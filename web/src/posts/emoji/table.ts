/** The emoji that a picker shows: common ones, in groups. Their words stand in words-<language>.ts, in the same order. */
export const GROUPS = ["smileys", "people", "nature", "food", "work", "signs"] as const;
export type Group = (typeof GROUPS)[number];

export const TABLE: Record<Group, string> = {
  smileys: "😀 😂 🤣 😊 🙂 😉 😍 🥰 😘 😎 🤩 🥳 🤗 🤔 🫡 🤨 😐 😴 😅 😬 🙄 😢 😭 😱 😡 🤯 🥱 🤒 😇 🤓 🥺 😋",
  people: "👍 👎 👏 🙌 🙏 👋 👌 ✌️ 🤞 🤝 💪 👀 ✋ 👉 👆 🤷 🤦 🙋 🫶 🏃 🚶 🧠 👶 👪 🧑‍💻 👷 🧑‍🍳 🧑‍🔬",
  nature: "🐶 🐱 🐻 🦊 🐼 🦁 🐸 🐢 🦉 🐝 🦋 🐟 🐘 🦄 🌱 🌳 🌲 🌵 🌹 🌻 🍀 🍁 🌍 ☀️ 🌙 ⭐ 🌈 ⛅ 🌧️ ❄️ 🔥 🌊",
  food: "☕ 🍵 🍺 🍷 🥂 🥤 🍎 🍌 🍓 🍊 🍇 🍉 🥑 🥕 🍞 🥐 🧀 🍕 🍔 🥗 🍜 🍣 🍪 🍰 🎂 🍫 🍦 🥨",
  work: "💼 💻 📱 📅 📌 📎 ✏️ 📝 📚 📊 📈 📉 💡 🔧 🔨 ⚙️ 🔑 🔒 🔍 📣 🔔 ✉️ 📦 🚀 🚗 🚲 ✈️ 🚆 🏠 🏢 🏖️ ⛰️ 🎉 🎁 🎈 🏆 🥇 ⚽ 🎸 🎵 📷 🎬 ⏰ 💰",
  signs: "❤️ 🧡 💛 💚 💙 💜 🖤 💔 ✅ ❌ ❗ ❓ ⚠️ 💯 ➕ 🆗 🔴 🟢 🔵 🟡 ♻️ 💬 💤 ✨ 🎯 🏁 ⬆️ ⬇️ ➡️ ⬅️",
};

export interface Named {
  emoji: string;
  name: string;
  words: string; // all it is found by
}

const parts = (text: string) => text.split(/\s+/).filter(Boolean);

/** `words`: for each group a word for each emoji; "a|b" are two words for one, "a_b" is one of two. */
export function named(words: Record<Group, string>): Record<Group, Named[]> {
  const groups = GROUPS.map((group) => {
    const spoken = parts(words[group]).map((word) => word.replaceAll("_", " ").split("|"));
    const all = parts(TABLE[group]).map((emoji, at) => {
      const names = spoken[at] ?? [];
      return { emoji, name: names[0] ?? emoji, words: `${names.join(" ")} ${emoji}` };
    });
    return [group, all] as const;
  });
  return Object.fromEntries(groups) as Record<Group, Named[]>;
}

const files = {
  en: () => import("./words-en"),
  de: () => import("./words-de"),
  fr: () => import("./words-fr"),
  es: () => import("./words-es"),
  ar: () => import("./words-ar"),
};

export async function emojiIn(language: string): Promise<Record<Group, Named[]>> {
  const load = files[language as keyof typeof files] ?? files.en;
  return named((await load()).default);
}
