package org.sluicemta.console.jmx;

import org.sluicemta.conf.xml.Setting;

/**
 * A setting in force.
 *
 * @param file name of the file
 * @param path of the element, from below the root
 * @param name of the attribute; empty for the element's own text
 * @param value in the format of the file; secrets as {@code [REDACTED]}
 * @param given whether the file sets it; otherwise it is the default
 */
public record SettingRow(String file, String path, String name, String value, boolean given) {
    static SettingRow of(Setting setting) {
        return new SettingRow(setting.file(), setting.path(), setting.name(), setting.value(), setting.given());
    }

    /** As the reader of the files has it. */
    public Setting toSetting() {
        return new Setting(file, path, name, value, given);
    }
}
