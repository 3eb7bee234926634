/**
 * Rules proved by data: which thresholds, blocks, points and roundings agree with the points that
 * practices were really awarded, and whether the rulebook's do.
 *
 * <p>Pure: what practices sent and were awarded comes in as {@link
 * org.openqof.rulebook.proof.AwardedLine}, from whatever files. Points are formed by {@code
 * domain.AchievementPoints}; nothing here restates them. See {@code docs/method.md}, "Rules proved
 * by data".
 */
@NullMarked
package org.openqof.rulebook.proof;

import org.jspecify.annotations.NullMarked;
