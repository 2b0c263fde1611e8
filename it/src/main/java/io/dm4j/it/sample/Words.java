package io.dm4j.it.sample;

import java.util.SplittableRandom;

/** Texts that break a copy which is careless with character sets. */
final class Words {
    private static final String[] ALL = {
        "mountain",
        "Fluß",
        "señal",
        "café",
        "冒険",
        "東京タワー",
        "さくら",
        "カメラ",
        "🏔️",
        "🐈",
        "👩‍🚀",
        "lantern",
        "żółw",
        "тропа",
        "नमस्ते",
        "tent",
        "rope's end",
        "back\\\\slash",
        "\"quoted\"",
        "tab\\there",
        "line\\nbreak",
        "percent%",
        "𝒟𝓂"
    };

    private Words() {}

    /** As many words as asked for, as an SQL literal's inside. */
    static String some(int count, SplittableRandom random) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < count; i++) {
            text.append(i == 0 ? "" : " ").append(ALL[random.nextInt(ALL.length)].replace("'", "''"));
        }
        return text.toString();
    }

    /** Random bytes as a hexadecimal literal. */
    static String bytes(int count, SplittableRandom random) {
        StringBuilder hex = new StringBuilder(count * 2 + 3).append("x'");
        for (int i = 0; i < count; i++) {
            int octet = random.nextInt(256);
            hex.append(Character.forDigit(octet >> 4, 16)).append(Character.forDigit(octet & 15, 16));
        }
        return hex.append('\'').toString();
    }

    /** One of the alternatives. */
    static String one(SplittableRandom random, String... alternatives) {
        return alternatives[random.nextInt(alternatives.length)];
    }
}
