package main

import (
	"fmt"
	"regexp"
	"strings"

	"github.com/hashicorp/terraform-plugin-sdk/helper/schema"
	"github.com/hashicorp/terraform-plugin-sdk/helper/validation"
)

// alidnsRecords is the data source alicloud_alidns_records (docs/facts/alidns.md, look-ups).
func alidnsRecords() *schema.Resource {
	fields := map[string]*schema.Schema{
		"domain_name": {Type: schema.TypeString, Required: true},
		"line":        {Type: schema.TypeString, Optional: true, Default: "default"},
		"status": {
			Type:         schema.TypeString,
			Optional:     true,
			Default:      "ENABLE",
			ValidateFunc: validation.StringInSlice([]string{"ENABLE", "DISABLE"}, false),
		},
		"ids": {Type: schema.TypeList, Optional: true, Computed: true, Elem: &schema.Schema{Type: schema.TypeString}},
		"records": {
			Type:     schema.TypeList,
			Computed: true,
			Elem: outputs("locked", "priority ttl",
				"domain_name line rr id record_id status type value remark"),
		},
	}
	for _, name := range strings.Fields("type rr_key_word rr_regex value_regex") {
		fields[name] = &schema.Schema{Type: schema.TypeString, Optional: true}
	}
	return &schema.Resource{Read: listAlidnsRecords, Schema: fields}
}

// outputs is a resource of outputs alone: booleans, numbers and texts.
func outputs(booleans, numbers, texts string) *schema.Resource {
	fields := map[string]*schema.Schema{}
	for names, kind := range map[string]schema.ValueType{
		booleans: schema.TypeBool, numbers: schema.TypeInt, texts: schema.TypeString,
	} {
		for _, name := range strings.Fields(names) {
			fields[name] = &schema.Schema{Type: kind, Computed: true}
		}
	}
	return &schema.Resource{Schema: fields}
}

func listAlidnsRecords(d *schema.ResourceData, meta any) error {
	filter := map[string]any{"line": d.Get("line"), "status": d.Get("status")}
	records, _, err := call[[]storedAlidnsRecord](meta.(service), "listRecords", d.Get("domain_name"), filter)
	if err != nil {
		return fmt.Errorf("[ERROR] Datasource alicloud_alidns_records DescribeDomainRecords Failed!!! %w", err)
	}
	rr, value := matcher(d, "rr_regex"), matcher(d, "value_regex")
	kind, word, wanted := d.Get("type").(string), d.Get("rr_key_word").(string), idsOf(d)
	ids, found := []string{}, []map[string]any{}
	for _, record := range records {
		body := record.Body
		if kind != "" && body.Type != kind || !strings.Contains(body.RR, word) || !rr(body.RR) || !value(body.Value) ||
			len(wanted) > 0 && !wanted[record.ID] {
			continue
		}
		ids = append(ids, record.ID)
		found = append(found, map[string]any{
			"domain_name": body.DomainName, "line": body.Line, "locked": false, "priority": body.Priority,
			"rr": body.RR, "id": record.ID, "record_id": record.ID, "status": body.Status, "ttl": body.TTL,
			"type": body.Type, "value": body.Value, "remark": body.Remark,
		})
	}
	d.SetId("sandbox")
	return setAll(d, map[string]any{"ids": ids, "records": found})
}

func matcher(d *schema.ResourceData, argument string) func(string) bool {
	pattern, ok := d.GetOk(argument)
	if !ok {
		return func(string) bool { return true }
	}
	return regexp.MustCompile(pattern.(string)).MatchString
}

func idsOf(d *schema.ResourceData) map[string]bool {
	ids := map[string]bool{}
	for _, id := range d.Get("ids").([]any) {
		ids[id.(string)] = true
	}
	return ids
}

// alidnsDomains is the data source alicloud_alidns_domains.
func alidnsDomains() *schema.Resource {
	domain := outputs("ali_domain in_black_hole in_clean region_lines slave_dns", "min_ttl",
		"domain_id domain_name group_id group_name id instance_id line_type puny_code record_line_tree_json remark "+
			"resource_group_id version_code version_name")
	texts := func() *schema.Schema { return &schema.Schema{Type: schema.TypeString} }
	domain.Schema["available_ttls"] = &schema.Schema{
		Type: schema.TypeList, Computed: true, Elem: &schema.Schema{Type: schema.TypeInt},
	}
	domain.Schema["dns_servers"] = &schema.Schema{Type: schema.TypeList, Computed: true, Elem: texts()}
	domain.Schema["tags"] = &schema.Schema{Type: schema.TypeMap, Computed: true, Elem: texts()}
	domain.Schema["record_lines"] = &schema.Schema{
		Type: schema.TypeList, Computed: true, Elem: outputs("", "", "father_code line_code line_display_name line_name"),
	}
	return &schema.Resource{
		Read: listAlidnsDomains,
		Schema: map[string]*schema.Schema{
			"domain_name_regex": {Type: schema.TypeString, Optional: true},
			"key_word":          {Type: schema.TypeString, Optional: true},
			"enable_details":    {Type: schema.TypeBool, Optional: true, Default: false},
			"ids":               {Type: schema.TypeList, Optional: true, Computed: true, Elem: texts()},
			"names":             {Type: schema.TypeList, Computed: true, Elem: texts()},
			"domains":           {Type: schema.TypeList, Computed: true, Elem: domain},
		},
	}
}

func listAlidnsDomains(d *schema.ResourceData, meta any) error {
	all, _, err := call[[]apiDomain](meta.(service), "listDomains")
	if err != nil {
		return fmt.Errorf("[ERROR] Datasource alicloud_alidns_domains DescribeDomains Failed!!! %w", err)
	}
	name, word, wanted := matcher(d, "domain_name_regex"), d.Get("key_word").(string), idsOf(d)
	names, found := []string{}, []map[string]any{}
	for _, domain := range all {
		if !name(domain.Name) || !strings.Contains(domain.Name, word) || len(wanted) > 0 && !wanted[domain.Name] {
			continue
		}
		names = append(names, domain.Name)
		one := map[string]any{
			"domain_id": domain.ID, "id": domain.Name, "domain_name": domain.Name, "puny_code": domain.Name,
			"version_code": domain.Settings.VersionCode, "remark": domain.Settings.Remark, "tags": map[string]any{},
		}
		if d.Get("enable_details").(bool) {
			one["min_ttl"], one["dns_servers"] = domain.Settings.MinTTL, domain.Settings.NameServers
			one["available_ttls"], one["record_lines"] = []any{}, []any{}
		}
		found = append(found, one)
	}
	d.SetId("sandbox")
	return setAll(d, map[string]any{"ids": names, "names": names, "domains": found})
}
