// A hue for every running sequence.

const GOLDEN_ANGLE = 137.508;

/**
 * The colour of a slot as oklch(): equal lightness whatever the hue, and slots that follow one another far apart.
 *
 * Every second round of hues is a little lighter or darker, so that slots 0 and 8, which come close in hue, still differ.
 */
export function slotColour(slot, dark, alpha = 1) {
  const hue = (250 + slot * GOLDEN_ANGLE) % 360;
  const shift = Math.floor(slot / 8) % 2 ? -0.09 : 0;
  const lightness = (dark ? 0.74 : 0.62) + shift;
  return `oklch(${lightness.toFixed(2)} 0.13 ${hue.toFixed(1)} / ${alpha})`;
}

/** Which slot's colour a sequence has: the one it was seen with, else one that follows from its number. */
export class SlotMemory {
  #slots = new Map();

  /** The memory of a model: its views come and go, colours stay. */
  static of(model) {
    const known = model.get("_slots");
    if (known instanceof SlotMemory) return known;
    const memory = new SlotMemory();
    model.set("_slots", memory);
    return memory;
  }

  /** Takes note of the running sequences (`pool.owners`); forgets the oldest beyond a few thousand. */
  learn(owners) {
    for (const { request, answer, slot } of owners) {
      const key = `${request}.${answer}`;
      this.#slots.delete(key);
      this.#slots.set(key, slot);
    }
    for (const key of this.#slots.keys()) {
      if (this.#slots.size <= 4096) break;
      this.#slots.delete(key);
    }
  }

  slot(request, answer = 0) {
    return this.#slots.get(`${request}.${answer}`) ?? request + answer;
  }
}
